package dev.watchkeeper.source.lines;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/// The lines of a file from the beginning of one of them on, for reading a single entry.
final class LineAt implements LineWalk {

    private final LineWalk lines;
    private final @Nullable FileChannel channel;

    private LineAt(LineWalk lines, @Nullable FileChannel channel) {
        this.lines = lines;
        this.channel = channel;
    }

    static LineAt plain(FoundFile file, long offset) throws IOException {
        var channel = file.open();
        var input = ByteInput.plain(channel, offset, Long.MAX_VALUE);
        return new LineAt(ForwardLines.probing(input, offset), channel);
    }

    static LineAt of(FoundFile file, long offset) throws IOException {
        return file.gzip()
                ? new LineAt(ForwardLines.probing(ByteInput.gzip(file, offset), offset), null)
                : plain(file, offset);
    }

    @Override
    public @Nullable Line next() throws IOException {
        return lines.next();
    }

    @Override
    public void close() throws IOException {
        lines.close();
        if (channel != null) {
            channel.close();
        }
    }
}

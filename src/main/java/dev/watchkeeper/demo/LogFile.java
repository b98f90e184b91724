package dev.watchkeeper.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// One log as loguru keeps it with `rotation="00:00", compression="gz"`: the current day in a plain
/// file, each earlier day in a file of its own, named after the moment of its first line.
final class LogFile implements AutoCloseable {

    private final Path folder;
    private final String stem;
    private final long today;
    private final LoguruFormat format = new LoguruFormat();
    private long day = Long.MIN_VALUE;
    private @Nullable OutputStream out;
    private @Nullable Path path;
    private Micros last;

    LogFile(Path folder, String stem, Micros now) {
        this.folder = folder;
        this.stem = stem;
        this.today = now.day();
        this.last = now;
    }

    /// Lines come in the order of time.
    void write(LogLine line) throws IOException {
        if (out == null || line.at().day() != day) {
            close();
            day = line.at().day();
            open(line.at());
        }
        if (out != null) {
            out.write(format.format(line));
        }
        last = line.at();
    }

    private void open(Micros first) throws IOException {
        if (day == today) {
            path = folder.resolve(stem + ".jsonl");
            out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
            return;
        }
        var name = new StringBuilder(stem).append('.');
        new Timestamp().append(first, 6, '-', name);
        int gap = name.indexOf(" ");
        name.setCharAt(gap, '_');
        path = folder.resolve(name.append(".jsonl.gz").toString());
        out = new BufferedOutputStream(new FastGzip(Files.newOutputStream(path)), 1 << 16);
    }

    @Override
    public void close() throws IOException {
        if (out != null && path != null) {
            out.close();
            Files.setLastModifiedTime(path, FileTime.from(last.instant()));
            out = null;
        }
    }

    /// The highest speed: two weeks are written while somebody waits.
    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(OutputStream to) throws IOException {
            super(to, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}

package dev.watchkeeper.source.lines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.zip.GZIPInputStream;

/// The bytes of a file from some place on, unpacked. Files are opened for reading alone and are
/// never mapped: a mapped file that its writer truncates takes the process down.
interface ByteInput extends AutoCloseable {

    /// As [InputStream#read(byte[], int, int)].
    int read(byte[] into, int at, int length) throws IOException;

    @Override
    void close() throws IOException;

    /// The bytes of a plain file between two offsets. Closing it leaves the channel open.
    static ByteInput plain(FileChannel channel, long from, long until) {
        return new ByteInput() {
            private long at = from;

            @Override
            public int read(byte[] into, int start, int length) throws IOException {
                int wanted = (int) Math.min(length, until - at);
                if (wanted <= 0) {
                    return -1;
                }
                int count = channel.read(ByteBuffer.wrap(into, start, wanted), at);
                at += Math.max(0, count);
                return count;
            }

            @Override
            public void close() {}
        };
    }

    /// The unpacked bytes of a gzip file from an offset on.
    static ByteInput gzip(FoundFile packed, long from) throws IOException {
        InputStream file = Channels.newInputStream(packed.open());
        try {
            var unpacked = new GZIPInputStream(file, 64 * 1024);
            unpacked.skipNBytes(from);
            return new ByteInput() {
                @Override
                public int read(byte[] into, int start, int length) throws IOException {
                    return unpacked.read(into, start, length);
                }

                @Override
                public void close() throws IOException {
                    unpacked.close();
                }
            };
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }
}

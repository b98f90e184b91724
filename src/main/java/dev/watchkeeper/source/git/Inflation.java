package dev.watchkeeper.source.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unpacks what stands in a file from a place on.
final class Inflation implements AutoCloseable {

    private final FileChannel file;
    private final Inflater inflater = new Inflater();
    private final ByteBuffer in = ByteBuffer.allocate(8 * 1024);
    private long next;

    Inflation(FileChannel file, long offset) {
        this.file = file;
        this.next = offset;
    }

    /// The next bytes, as many as `into` holds unless the stream ends before.
    ///
    /// @return how many there were
    int read(byte[] into) throws IOException {
        int done = 0;
        try {
            while (done < into.length) {
                int got = inflater.inflate(into, done, into.length - done);
                done += got;
                if (got == 0) {
                    if (inflater.finished()) {
                        break;
                    }
                    if (inflater.needsDictionary()) {
                        throw new BrokenRepository("an object is packed with a dictionary");
                    }
                    fill();
                }
            }
        } catch (DataFormatException e) {
            throw new BrokenRepository("an object is damaged");
        }
        return done;
    }

    /// Exactly that many bytes, and no more in the stream.
    byte[] whole(int size) throws IOException {
        byte[] bytes = new byte[size];
        if (read(bytes) != size || read(new byte[1]) != 0) {
            throw new BrokenRepository("an object is not as long as it says");
        }
        return bytes;
    }

    private void fill() throws IOException {
        if (!inflater.needsInput()) {
            return;
        }
        in.clear();
        int read = file.read(in, next);
        if (read <= 0) {
            throw new BrokenRepository("an object ends in its middle");
        }
        next += read;
        in.flip();
        inflater.setInput(in);
    }

    @Override
    public void close() {
        inflater.close();
    }
}

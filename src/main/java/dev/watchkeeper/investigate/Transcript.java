package dev.watchkeeper.investigate;

import java.io.IOException;
import java.io.OutputStream;

/// Everything that Claude printed, kept line by line up to 64 MiB. A disk that fills up ends the
/// record, not the investigation.
final class Transcript implements AutoCloseable {

    private static final long MOST = 64L << 20;

    private final OutputStream out;
    private long written;
    private boolean broken;

    Transcript(OutputStream out) {
        this.out = out;
    }

    void line(byte[] line) {
        written += line.length + 1L;
        if (broken || written > MOST) {
            return;
        }
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException full) {
            broken = true;
        }
    }

    /// True when more was printed than any investigation prints.
    boolean overflowed() {
        return written > MOST;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException full) {
            broken = true;
        }
    }
}

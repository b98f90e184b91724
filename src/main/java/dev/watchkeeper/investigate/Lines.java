package dev.watchkeeper.investigate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/// Cuts a stream into lines as they come, in bounded memory whatever is printed.
final class Lines {

    private static final int LONGEST = 4 << 20;

    private final Consumer<byte[]> line;
    private final Runnable tooLong;
    private final ByteArrayOutputStream current = new ByteArrayOutputStream();
    private boolean skipping;

    /// @param line hears each line, without its end
    /// @param tooLong hears of each line over 4 MiB, which is skipped
    Lines(Consumer<byte[]> line, Runnable tooLong) {
        this.line = line;
        this.tooLong = tooLong;
    }

    /// Reads to the end; a stream that breaks off has ended.
    void readAll(InputStream in) {
        byte[] buffer = new byte[16384];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                take(buffer, n);
            }
        } catch (IOException brokenOff) {
            end();
            return;
        }
        end();
    }

    private void take(byte[] buffer, int length) {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                append(buffer, from, i);
                end();
                from = i + 1;
            }
        }
        append(buffer, from, length);
    }

    private void append(byte[] buffer, int from, int until) {
        if (!skipping && current.size() + (until - from) > LONGEST) {
            skipping = true;
            current.reset();
            tooLong.run();
        }
        if (!skipping) {
            current.write(buffer, from, until - from);
        }
    }

    private void end() {
        if (!skipping && current.size() > 0) {
            line.accept(current.toByteArray());
        }
        current.reset();
        skipping = false;
    }
}

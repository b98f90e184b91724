package dev.watchkeeper.investigate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LinesTest {

    private final List<String> lines = new ArrayList<>();
    private final AtomicInteger tooLong = new AtomicInteger();

    private void read(InputStream in) {
        new Lines(
                        line -> lines.add(new String(line, StandardCharsets.UTF_8)),
                        tooLong::incrementAndGet)
                .readAll(in);
    }

    @Test
    void theLastLineNeedsNoEnd() {
        read(new ByteArrayInputStream("a\n\nbc\nd".getBytes(StandardCharsets.UTF_8)));
        assertThat(lines).containsExactly("a", "bc", "d");
    }

    @Test
    void bytesMayComeOneByOne() {
        byte[] text = "ä\nb€\n".getBytes(StandardCharsets.UTF_8);
        read(
                new ByteArrayInputStream(text) {
                    @Override
                    public synchronized int read(byte[] buffer, int from, int length) {
                        return super.read(buffer, from, 1);
                    }
                });
        assertThat(lines).containsExactly("ä", "b€");
    }

    @Test
    void aLineOverTheLimitIsSkippedAndCounted() {
        byte[] text = ("a\n" + "x".repeat(9 << 20) + "\nb\n").getBytes(StandardCharsets.UTF_8);
        read(new ByteArrayInputStream(text));
        assertThat(lines).containsExactly("a", "b");
        assertThat(tooLong).hasValue(1);
    }

    @Test
    void aStreamThatBreaksOffHasEnded() {
        read(
                new ByteArrayInputStream("aaa".getBytes(StandardCharsets.UTF_8)) {
                    @Override
                    public int read(byte[] buffer) throws IOException {
                        int read = super.read(buffer);
                        if (read < 0) {
                            throw new IOException("Stream closed");
                        }
                        return read;
                    }
                });
        assertThat(lines).containsExactly("aaa");
    }
}

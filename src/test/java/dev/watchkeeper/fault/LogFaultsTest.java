package dev.watchkeeper.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.SmallWorld;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logs that are rotated, broken, or much too large, in whole patrols.
final class LogFaultsTest {

    private static final Instant NOW = SmallWorld.NOW;
    private static final String ERROR = "ledger rejected the charge of a reader";

    @TempDir Path folder;
    private Scene scene;

    @BeforeEach
    void open() throws IOException {
        scene = new Scene(folder, Scene.RULES);
    }

    @AfterEach
    void hangUp() {
        scene.close();
    }

    @Test
    @Tag("slow")
    void theSameErrorAMillionTimesIsOneIncidentWithItsCount() throws IOException {
        Instant begun = NOW.minus(Duration.ofMinutes(100));
        try (BufferedWriter out =
                Files.newBufferedWriter(
                        scene.log(), StandardCharsets.UTF_8, StandardOpenOption.APPEND)) {
            for (int i = 0; i < 1_000_000; i++) {
                out.write(Scene.line(begun.plusMillis(i * 6L), "ERROR", ERROR));
                out.write('\n');
            }
        }
        assertThat(scene.patrol(NOW).code()).isEqualTo(1);
        assertThat(scene.told("1,000,000 times")).as("%s", scene.phone.messages()).isNotEmpty();
        assertThat(scene.world.incidents()).hasSize(1);

        scene.errors(NOW.plus(Duration.ofMinutes(5)), 5, ERROR);
        scene.patrol(NOW.plus(Duration.ofMinutes(5)));
        assertThat(scene.run(NOW.plus(Duration.ofMinutes(5)), "check").out())
                .contains("1,000,005 times");
        assertThat(scene.phone.messages()).hasSize(2);
        assertThat(scene.world.incidents()).hasSize(1);
        scene.assertInvariant();
    }

    /// The line is a hole of a gigabyte between two that are whole.
    @Test
    @Tag("slow")
    void aLineOfAGigabyteIsPassedOverInSixtyFourMegabytes() throws Exception {
        scene.errors(NOW, 10, ERROR);
        try (var file = new RandomAccessFile(scene.log().toFile(), "rw")) {
            file.setLength(file.length() + (1L << 30));
            file.seek(file.length());
            file.write('\n');
        }
        scene.errors(NOW, 1, "the mixer is out of voices");

        var arguments = new ArrayList<>(List.of("check"));
        arguments.addAll(scene.world.options());
        ProcessBuilder command = new Product(folder).command(arguments);
        command.command().add(1, "-Xmx64m");
        Process check = command.start();
        String out = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(check.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(check.waitFor()).as(err).isEqualTo(1);
        assertThat(out).contains(ERROR).contains("the mixer is out of voices");
    }

    @Test
    void whatWasRotatedTwiceAndPackedBetweenTwoPatrolsIsCountedOnce() throws Exception {
        scene.patrol(NOW.minus(Duration.ofMinutes(30)));
        scene.errors(NOW.minus(Duration.ofMinutes(20)), 5, ERROR);
        rename("app.jsonl", "app.jsonl.1");
        scene.errors(NOW.minus(Duration.ofMinutes(10)), 5, ERROR);
        rename("app.jsonl.1", "app.jsonl.2");
        pack("app.jsonl.2");
        rename("app.jsonl", "app.jsonl.1");
        scene.errors(NOW, 5, ERROR);

        assertThat(scene.patrol(NOW).code()).isEqualTo(1);
        assertThat(scene.told("15 times")).as("%s", scene.phone.messages()).isNotEmpty();
        assertThat(scene.world.incidents()).hasSize(1);
        scene.assertInvariant();
    }

    @Test
    void aLogThatWasCopiedAndTruncatedIsCountedOnce() throws Exception {
        scene.errors(NOW.minus(Duration.ofMinutes(10)), 5, ERROR);
        Files.copy(scene.log(), folder.resolve("app.jsonl.1"));
        try (var file = new RandomAccessFile(scene.log().toFile(), "rw")) {
            file.setLength(0);
        }
        scene.errors(NOW, 5, ERROR);

        assertThat(scene.patrol(NOW).code()).isEqualTo(1);
        assertThat(scene.told("10 times")).as("%s", scene.phone.messages()).isNotEmpty();
        scene.assertInvariant();
    }

    @Test
    void whatIsNoTextIsKeptAndToldWithoutHarm() throws Exception {
        byte[] line =
                (Scene.line(NOW.minusSeconds(60), "ERROR", "charge QQ failed") + "\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < line.length - 1; i++) {
            if (line[i] == 'Q' && line[i + 1] == 'Q') {
                line[i] = (byte) 0xC3;
                line[i + 1] = (byte) 0x28;
            }
        }
        Files.write(scene.log(), line, StandardOpenOption.APPEND);

        assertThat(scene.patrol(NOW).code()).isEqualTo(1);
        assertThat(scene.told("failed")).isNotEmpty();
        scene.assertInvariant();
    }

    @Test
    void halfALineIsCountedOnceWhenItIsWhole() throws Exception {
        String line = Scene.line(NOW.minusSeconds(3), "ERROR", ERROR);
        Files.writeString(scene.log(), line.substring(0, 40), StandardOpenOption.APPEND);
        assertThat(scene.patrol(NOW).code()).isZero();
        assertThat(scene.phone.messages()).isEmpty();

        Files.writeString(scene.log(), line.substring(40) + "\n", StandardOpenOption.APPEND);
        assertThat(scene.patrol(NOW.plusSeconds(10)).code()).isEqualTo(1);
        assertThat(scene.told(ERROR)).isNotEmpty();
        assertThat(scene.told("2 times")).isEmpty();
        scene.assertInvariant();
    }

    private void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to));
    }

    private void pack(String name) throws IOException {
        try (var out =
                new java.util.zip.GZIPOutputStream(
                        Files.newOutputStream(folder.resolve(name + ".gz")))) {
            Files.copy(folder.resolve(name), out);
        }
        Files.delete(folder.resolve(name));
    }
}

package dev.watchkeeper.source.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cards, asked by a script that behaves like `nvidia-smi`.
class NvidiaSmiTest {

    private static final Duration PATIENT = Duration.ofSeconds(30);

    private static Path script(Path folder, String body) throws IOException {
        Path file = Files.writeString(folder.resolve("nvidia-smi"), "#!/bin/sh\n" + body);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static List<Gpu> read(Path program, Duration patience, Map<String, String> unknown) {
        return new NvidiaSmi(List.of(Path.of("/nowhere/nvidia-smi"), program), patience)
                .read(unknown);
    }

    @Test
    void cardsAreReadAndWhatTheyDoNotHaveIsUnknown(@TempDir Path folder) throws IOException {
        Path program =
                script(
                        folder,
                        """
                        echo "0, NVIDIA L4, 37, 1024, 23034, 51, 28.50"
                        echo "1, NVIDIA \033[2JT4, [N/A], [N/A], 15360, 40, [Not Supported]"
                        echo "no card"
                        """);
        var unknown = new TreeMap<String, String>();

        assertThat(read(program, PATIENT, unknown))
                .containsExactly(
                        new Gpu(
                                0,
                                "NVIDIA L4",
                                37.0,
                                1_024L * 1_048_576,
                                23_034L * 1_048_576,
                                51.0,
                                28.5),
                        new Gpu(1, "NVIDIA ?[2JT4", null, null, 15_360L * 1_048_576, 40.0, null));
        assertThat(unknown).isEmpty();
    }

    @Test
    void itIsAskedByFixedArgumentsAndWithoutOurEnvironment(@TempDir Path folder)
            throws IOException {
        Path asked = folder.resolve("asked");
        Path program =
                script(folder, "echo \"$*\" > '" + asked + "'\n/usr/bin/env >> '" + asked + "'\n");

        assertThat(read(program, PATIENT, new TreeMap<>())).isEmpty();

        List<String> lines = Files.readAllLines(asked);
        assertThat(lines.getFirst())
                .isEqualTo(
                        "--query-gpu=index,name,utilization.gpu,memory.used,memory.total,temperature.gpu,power.draw"
                                + " --format=csv,noheader,nounits");
        // the shell itself sets these
        assertThat(lines.stream().skip(1))
                .allMatch(line -> line.matches("(PWD|_|SHLVL|OLDPWD)=.*"));
    }

    @Test
    void oneThatHangsIsLeft(@TempDir Path folder) throws IOException {
        Path program = script(folder, "exec sleep 600\n");
        var unknown = new TreeMap<String, String>();

        assertThat(read(program, Duration.ofMillis(50), unknown)).isEmpty();
        assertThat(unknown).containsEntry("gpu", "nvidia-smi failed or did not answer within 0 s");
    }

    @Test
    void oneThatFailsIsSaidToHaveFailed(@TempDir Path folder) throws IOException {
        Path program = script(folder, "echo 'driver mismatch' >&2\nexit 9\n");
        var unknown = new TreeMap<String, String>();

        assertThat(read(program, PATIENT, unknown)).isEmpty();
        assertThat(unknown).containsKey("gpu");
    }

    @Test
    void withoutItThereIsNoCard() {
        var unknown = new TreeMap<String, String>();

        assertThat(new NvidiaSmi(List.of(), PATIENT).read(unknown)).isEmpty();
        assertThat(unknown).containsEntry("gpu", "there is no nvidia-smi");
    }
}

package dev.watchkeeper.investigate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClaudeBinaryTest {

    @TempDir Path folder;

    private Path program(String where) throws IOException {
        Path place = Files.createDirectories(folder.resolve(where));
        return FakeClaude.write(place, FakeClaude.HELP, "exit 0");
    }

    @Test
    void thePathIsSearchedInOrderAndThenTheInstallersPlaces() throws IOException {
        Path local = program("home/.claude/local");
        Map<String, String> environment =
                Map.of(
                        "PATH",
                        "relative::" + folder.resolve("a") + ":" + folder.resolve("b"),
                        "HOME",
                        folder.resolve("home").toString());
        assertThat(ClaudeBinary.locate(environment, null)).contains(local);
        Path bin = program("home/.local/bin");
        assertThat(ClaudeBinary.locate(environment, null)).contains(bin);
        Path onPath = program("b");
        assertThat(ClaudeBinary.locate(environment, null)).contains(onPath);
    }

    @Test
    void aConfiguredPathIsTheOnlyPlace() throws IOException {
        Path onPath = program("b");
        Map<String, String> environment = Map.of("PATH", onPath.resolveSibling("").toString());
        assertThat(ClaudeBinary.locate(environment, folder.resolve("none"))).isEmpty();
        assertThat(ClaudeBinary.find(environment, onPath))
                .hasValueSatisfying(claude -> {
                    assertThat(claude.version()).isEqualTo("2.1.999");
                    assertThat(claude.options()).contains("--restricted", "--tools");
                });
    }

    @Test
    void aProgramThatDoesNotRunIsNotFound() throws IOException {
        Path broken = FakeClaude.file(folder, "#!/bin/sh\nexit 1\n");
        assertThat(ClaudeBinary.find(Map.of(), broken)).isEmpty();
    }
}

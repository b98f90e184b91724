package dev.watchkeeper.investigate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What a run leaves behind, and what it does not.
final class RunFolderTest extends FakeRun {

    @Test
    void aLoginThatIsRenewedDuringTheRunIsRenewedForTheUser() throws IOException {
        environment.clear();
        environment.put("HOME", folder.toString());
        Path login = Files.createDirectory(folder.resolve(".claude")).resolve(".credentials.json");
        Files.writeString(login, "old");
        investigate("echo renewed > \"$CLAUDE_CONFIG_DIR/.credentials.json\"");
        assertThat(login).hasContent("renewed");
    }

    @Test
    void aLoginThatTheUserRenewedMeanwhileStays() throws IOException {
        environment.clear();
        environment.put("HOME", folder.toString());
        Path login = Files.createDirectory(folder.resolve(".claude")).resolve(".credentials.json");
        Files.writeString(login, "old");
        investigate(
                "echo renewed > \"$CLAUDE_CONFIG_DIR/.credentials.json\"",
                "echo by the user > " + login);
        assertThat(login).hasContent("by the user");
    }

    @Test
    void whatAKilledRunLeftBehindIsSweptAndALivingOneIsNot() throws IOException {
        Path dead = Files.createDirectories(folder.resolve("dead/scratch/home"));
        Files.writeString(dead.resolve(".credentials.json"), "lent");
        Files.writeString(
                dead.resolveSibling("owner"),
                ProcessHandle.current().pid() + " 2001-01-01T00:00:00Z");
        Path alive = Files.createDirectories(folder.resolve("alive/scratch/home"));
        Files.writeString(
                alive.resolveSibling("owner"),
                ProcessHandle.current().pid()
                        + " "
                        + ProcessHandle.current().info().startInstant().orElseThrow());
        Path strange = Files.createDirectories(folder.resolve("strange/scratch"));
        investigate("exit 1");
        assertThat(folder.resolve("dead")).isEmptyDirectory();
        assertThat(alive).exists();
        assertThat(strange).exists();
    }

    @Test
    void aFolderThatHoldsARunIsNotOverwritten() throws IOException {
        investigate("exit 1");
        String first = Files.readString(folder.resolve("run/outcome.json"));
        assertFailed(
                investigate("exit 2"),
                FailureKind.NOT_STARTED,
                "The investigation could not be set up in "
                        + folder.resolve("run")
                        + ": it holds a record already.");
        assertThat(folder.resolve("run/outcome.json")).hasContent(first);
        assertThat(folder.resolve("run/scratch")).doesNotExist();
    }
}

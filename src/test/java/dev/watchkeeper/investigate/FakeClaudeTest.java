package dev.watchkeeper.investigate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What a program called claude might do that the real one was not seen to do.
final class FakeClaudeTest extends FakeRun {

    @Test
    void aProgramThatIsNotThereIsNamed() {
        Path nowhere = folder.resolve("claude");
        assertFailed(
                investigate(nowhere),
                FailureKind.NO_CLAUDE,
                "There is no program at " + nowhere + ", where tools.yaml says Claude Code is.");
    }

    @Test
    void aFileThatIsNoProgramIsNamed() throws IOException {
        Path file = FakeClaude.file(folder, "\u007fELF\u0000\u0001nonsense");
        assertFailed(
                investigate(file),
                FailureKind.NO_CLAUDE,
                "Claude Code at " + file + " is not a program that this host can run.");
    }

    @Test
    void anotherProgramOfThatNameIsNotTakenForClaude() throws IOException {
        Path file = FakeClaude.file(folder, "#!/bin/sh\necho hello\n");
        assertFailed(
                investigate(file),
                FailureKind.NO_CLAUDE,
                "Claude Code at " + file + " does not name its version like Claude Code.");
    }

    @Test
    void aClaudeWithoutTheOptionsOfTheLockDownIsTooOld() throws IOException {
        String help = FakeClaude.HELP.replace("--strict-mcp-config", "").replace("--tools", "");
        assertFailed(
                investigate(FakeClaude.write(folder, help, "echo started > " + folder + "/x")),
                FailureKind.TOO_OLD,
                "This Claude Code does not know --strict-mcp-config, --tools, without which it"
                        + " cannot be locked to Watchkeeper's tools; update it.");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void aClaudeThatRefusesAnOptionItDoesNotListIsTooOld() throws IOException {
        assertFailed(
                investigate("echo \"error: unknown option '--system-prompt-file'\" >&2", "exit 1"),
                FailureKind.TOO_OLD,
                "This Claude Code does not know --system-prompt-file, without which it cannot be"
                        + " locked to Watchkeeper's tools; update it.");
    }

    @Test
    void anOlderClaudeWithoutRestrictedIsLockedTheOtherWay() throws IOException {
        String help =
                FakeClaude.HELP.replace("--restricted", "").replace("--permission-prompts", "");
        incident = true;
        Path arguments = folder.resolve("arguments");
        Outcome outcome =
                investigate(
                        FakeClaude.write(
                                folder,
                                help,
                                "printf '%s\\n' \"$@\" > "
                                        + arguments
                                        + "\n"
                                        + FakeClaude.init("get_overview")
                                        + FakeClaude.success()));
        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
        assertThat(Files.readAllLines(arguments))
                .containsSequence("--disallowedTools", "Read(//**)")
                .doesNotContain("--restricted", "--permission-prompts");
    }

    @Test
    void garbageIsCountedAndKept() throws IOException {
        assertFailed(
                investigate("echo '{\"type\":\"assis'", "echo Segmentation fault", "exit 0"),
                FailureKind.GARBAGE,
                "Claude ended with exit code 0 without a result; of 2 lines it printed, 2 made no"
                        + " sense.");
        assertThat(folder.resolve("run/transcript.jsonl"))
                .hasContent("{\"type\":\"assis\nSegmentation fault");
    }

    @Test
    void itsComplaintIsPassedOnWhenThatIsAllThereIs() throws IOException {
        assertFailed(
                investigate("printf 'Error: no\\033[31m space left\\nat x\\n' >&2", "exit 1"),
                FailureKind.GARBAGE,
                "Claude ended with exit code 1 without a result; it said: Error: no [31m space"
                        + " left");
        assertThat(folder.resolve("run/stderr.txt")).content().endsWith("left\nat x\n");
    }

    @Test
    void anEndlessOutputIsStoppedAndFillsNoDisk() throws IOException {
        assertFailed(
                investigate(
                        "exec yes '{\"type\":\"system\",\"text\":\"" + "x".repeat(4000) + "\"}'"),
                FailureKind.GARBAGE,
                "Claude printed more than 64 MiB and was stopped.");
        assertThat(Files.size(folder.resolve("run/transcript.jsonl"))).isLessThan((64 << 20) + 1);
    }

    @Test
    void aScriptFindsTheInterpreterBesideIt() throws IOException {
        Files.createSymbolicLink(folder.resolve("node-of-the-test"), Path.of("/bin/sh"));
        Path script = FakeClaude.write(folder, FakeClaude.HELP, FakeClaude.init("get_overview"));
        String text = Files.readString(script);
        Files.writeString(
                script,
                text.replace("#!/bin/sh", "#!/usr/bin/env node-of-the-test")
                        + FakeClaude.success());
        incident = true;
        assertThat(investigate(script)).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void garbageBetweenGoodLinesDoesNoHarm() throws IOException {
        incident = true;
        Outcome outcome =
                investigate(
                        "echo warning: something",
                        "echo '[1,2]'; echo 7; echo null; echo",
                        FakeClaude.init("get_overview"),
                        "head -c 5000000 /dev/zero | tr '\\0' x; echo",
                        FakeClaude.success(),
                        "echo bye");
        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
        assertThat(outcome.effort().dollars()).isEqualTo(0.25);
    }

    @Test
    void aSuccessWithoutAnInitLineIsNotBelieved() throws IOException {
        incident = true;
        assertFailed(
                investigate(FakeClaude.success()),
                FailureKind.WRONG_TOOLS,
                "Claude never said which tools it had, so its result is not trusted.");
    }

    @Test
    void aSuccessWithABadExitCodeIsNotBelieved() throws IOException {
        incident = true;
        assertFailed(
                investigate(FakeClaude.init("get_overview"), FakeClaude.success(), "exit 3"),
                FailureKind.GARBAGE,
                "Claude reported success, but ended with exit code 3, so its result is not"
                        + " trusted.");
    }

    @Test
    void oneToolTooManyStopsItBeforeTheResult() throws IOException {
        incident = true;
        assertFailed(
                investigate(FakeClaude.init("get_overview", "delete_all"), "sleep 30"),
                FailureKind.WRONG_TOOLS,
                "Claude was stopped at once, because its tools were not exactly Watchkeeper's: it"
                        + " also has delete_all.");
    }

    @Test
    void aMissingToolStopsIt() throws IOException {
        assertFailed(
                investigate(FakeClaude.init(), "sleep 30"),
                FailureKind.WRONG_TOOLS,
                "Claude was stopped at once, because its tools were not exactly Watchkeeper's: it"
                        + " lacks get_overview.");
    }

    @Test
    void whatIgnoresEverySignalIsKilledWithAllItStarted() throws Exception {
        time = Duration.ofSeconds(3);
        Path grandchild = folder.resolve("grandchild");
        assertFailed(
                investigate(
                        "trap '' INT TERM",
                        "sh -c 'echo $$ > " + grandchild + "; sleep 600; sleep 600' &",
                        FakeClaude.init("get_overview"),
                        "sleep 600; sleep 600"),
                FailureKind.TIMEOUT,
                "Claude did not finish in 3 seconds and was stopped while it was waiting for the"
                        + " model's answer.");
        Optional<ProcessHandle> left =
                ProcessHandle.of(Long.parseLong(Files.readString(grandchild).strip()));
        if (left.isPresent()) {
            left.get().onExit().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void itSeesNothingOfOurEnvironmentButWhatItNeeds() throws IOException {
        environment.put("AWS_SECRET_ACCESS_KEY", "not-for-claude");
        environment.put("CLAUDECODE", "1");
        Path variables = folder.resolve("variables");
        Outcome outcome = investigate("env > " + variables, "cat > " + folder + "/stdin", "ls -A");
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(variables)
                .content()
                .doesNotContain("not-for-claude")
                .doesNotContain("CLAUDECODE=")
                .contains("WATCHKEEPER_RUN_TOKEN=token")
                .contains("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1");
        assertThat(folder.resolve("stdin"))
                .content()
                .isEqualTo("Start the investigation described in your system prompt.\n");
        assertThat(folder.resolve("run/transcript.jsonl")).as("an empty folder").isEmptyFile();
        assertThat(folder.resolve("run/scratch")).doesNotExist();
    }
}

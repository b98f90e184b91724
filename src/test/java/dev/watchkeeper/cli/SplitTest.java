package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.investigate.ScriptedModel;
import dev.watchkeeper.investigate.ScriptedModel.Trouble;
import dev.watchkeeper.investigate.ScriptedModel.Turn;
import dev.watchkeeper.mcp.RealClients;
import dev.watchkeeper.state.HandOverStore;
import dev.watchkeeper.state.InvestigationStore;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The watch by two users: the reader checks and tells, the launcher starts the real Claude Code
/// with a scripted model, and they know each other by a socket.
@Tag("slow")
@Timeout(300)
final class SplitTest {

    private static final String TOOL = "mcp__watchkeeper__";

    @TempDir Path folder;
    private Phone phone;
    private SplitHost host;

    @BeforeEach
    void somethingFails() throws IOException {
        phone = new Phone();
        host = new SplitHost(new SmallWorld(folder).failing().notifying(phone));
    }

    @AfterEach
    void hangUp() {
        host.close();
        phone.close();
    }

    private static Path claude() {
        return Path.of(RealClients.claude()).toAbsolutePath();
    }

    private List<InvestigationStore.Investigation> investigations() {
        try (Workplace workplace = host.world.open()) {
            return workplace.investigations().since(Instant.EPOCH);
        }
    }

    @Test
    void theLauncherInvestigatesThroughTheSocketAndTheReaderTellsOfIt() throws Exception {
        try (var model = ScriptedModel.start(PatrolWithClaudeTest.diagnosis())) {
            host.launcher.put("ANTHROPIC_BASE_URL", model.address().toString());
            SmallWorld.Result patrol = host.world.run("patrol", "--hand-over");
            assertThat(patrol.code()).as(patrol.err()).isEqualTo(1);
            assertThat(patrol.err()).contains("The investigation is left to the launcher.");
            assertThat(phone.messages()).hasSize(1);
            assertThat(host.world.incidents()).isEmpty();

            host.serve();
            SmallWorld.Result launched = host.launch(claude());
            assertThat(launched.err()).contains("It is done, and written.", "1 run ended.");
            assertThat(launched.code()).isZero();
            assertThat(phone.messages()).hasSize(1);

            SmallWorld.Result told = host.world.run("follow-up");
            assertThat(told.err()).contains("1 told.");
            assertThat(told.code()).isZero();
            assertThat(phone.messages()).hasSize(2);
            assertThat(phone.messages().getLast())
                    .startsWith("SEV2 · The ledger rejects charges since the deploy of 4f2a")
                    .contains("Cause (medium confidence): version 4f2a came with ledger schema 12")
                    .doesNotContain("No diagnosis");
            assertThat(host.world.incidents()).hasSize(1);
            assertThat(host.world.incidents().getFirst())
                    .content()
                    .contains("investigator: claude sonnet");
        }
        assertThat(investigations())
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.state()).isEqualTo(InvestigationStore.State.DONE);
                    assertThat(run.investigator()).startsWith("claude sonnet, 5 turns, ");
                    assertThat(run.dollars()).isLessThan(1);
                });
        assertThat(host.world.state().resolve("runs")).doesNotExist();
        try (var kept = Files.walk(host.launcherState())) {
            assertThat(kept.map(file -> file.getFileName().toString()))
                    .contains("transcript.jsonl");
        }
        assertThat(host.world.run("audit").out()).contains("launcher:runs/run-");
        assertThat(host.world.run("patrol", "--hand-over").err()).doesNotContain("left to");
        assertThat(phone.messages()).hasSize(2);
        try (Workplace workplace = host.world.open()) {
            assertThat(new HandOverStore(workplace.state()).all()).isEmpty();
        }
    }

    /// A launcher in a process of its own, whose model never answers.
    private Process launcherThatWaits(ScriptedModel model) throws Exception {
        host.launcher.put("ANTHROPIC_BASE_URL", model.address().toString());
        assertThat(host.world.run("patrol", "--hand-over").code()).isEqualTo(1);
        host.serve();
        var builder =
                new ProcessBuilder(
                                host.launcher.get("WATCHKEEPER_PROGRAM"),
                                "launch",
                                "--socket",
                                host.socket.toString(),
                                "--state",
                                host.launcherState().toString(),
                                "--claude",
                                claude().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("launcher.log").toFile());
        builder.environment().clear();
        builder.environment().putAll(host.launcher);
        Process launcher = builder.start();
        while (model.messages().stream().noneMatch(request -> request.turn() == 1)) {
            assertThat(launcher.isAlive()).as("the launcher is at work").isTrue();
            LockSupport.parkNanos(20_000_000);
        }
        return launcher;
    }

    private static Turn[] hanging() {
        return new Turn[] {Turn.calls(TOOL + "get_overview", Map.of()), Turn.never(Trouble.HANG)};
    }

    @Test
    void aLauncherThatIsToldToEndStopsClaudeAndReports() throws Exception {
        try (var model = ScriptedModel.start(hanging())) {
            Process launcher = launcherThatWaits(model);
            List<ProcessHandle> family = launcher.descendants().toList();
            assertThat(family).as("Claude and its bridge").hasSizeGreaterThan(1);
            launcher.destroy();
            assertThat(launcher.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(launcher.exitValue()).isEqualTo(143);
            ended(family);
        }
        told("Something outside ended Claude in the middle of the investigation.");
    }

    @Test
    void aLauncherThatIsKilledTakesClaudeWithItAndIsTold() throws Exception {
        try (var model = ScriptedModel.start(hanging())) {
            Process launcher = launcherThatWaits(model);
            List<ProcessHandle> family = launcher.descendants().toList();
            launcher.destroyForcibly().waitFor();
            ended(family);
        }
        host.world.environment.put("MONITOR_SERVICE_RESULT", "signal");
        told(
                "The launcher failed in the middle of the run; see systemctl status watchkeeper-launcher.");
    }

    private static void ended(List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            process.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    private void told(String reason) throws IOException {
        assertThat(host.world.run("follow-up").err()).endsWith("\n1 told.\n");
        assertThat(phone.messages()).hasSize(2);
        assertThat(phone.messages().getLast())
                .contains("No diagnosis by Claude: " + reason)
                .contains("Facts and the rule-based report: ");
        assertThat(host.world.incidents()).hasSize(1);
    }

    @Test
    void aClaudeThatCannotConnectIsToldAndTheServerThatWentIsTheReason() throws Exception {
        try (var model = ScriptedModel.start(Turn.says("All is well."))) {
            host.launcher.put("ANTHROPIC_BASE_URL", model.address().toString());
            // a bridge that reaches nobody, as where the server ends between the offer and the
            // start
            Path script = Files.writeString(folder.resolve("nowhere"), "#!/bin/sh\nexit 3\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            host.launcher.put("WATCHKEEPER_PROGRAM", script.toString());
            assertThat(host.world.run("patrol", "--hand-over").code()).isEqualTo(1);
            host.serve();
            assertThat(host.launch(claude()).err())
                    .contains(
                            "Claude did not reach Watchkeeper's tools and was stopped at once: nothing answers at "
                                    + host.socket
                                    + ". Once more.");
            assertThat(model.messages()).as("nothing was asked of the model").isEmpty();
        }
        told("Claude did not reach Watchkeeper's tools through the launcher's socket.");
    }

    @Test
    void theLauncherReviewsThroughTheSocket() throws Exception {
        try (var model =
                ScriptedModel.start(
                        Turn.calls(TOOL + "get_overview", Map.of("within", "24h")),
                        Turn.calls(
                                TOOL + "find_log_patterns",
                                Map.of("stream", "app", "from", "now-24h", "level", "WARN")),
                        Turn.calls(
                                TOOL + "write_review",
                                ReviewTest.review("{{result:(E2-[a-z0-9]+)}}", "issue")),
                        Turn.says("Issue: the ledger rejects charges."))) {
            host.launcher.put("ANTHROPIC_BASE_URL", model.address().toString());
            assertThat(host.world.run("review", "--hand-over").code()).isZero();
            host.serve();
            assertThat(host.launch(claude()).err()).contains("It is done, and written.");
            assertThat(host.world.run("follow-up").err()).endsWith("1 told.\n");
        }
        assertThat(host.world.state().resolve("reviews/2026-03-11-review.md"))
                .content()
                .contains("reviewer: claude sonnet");
        assertThat(phone.messages())
                .singleElement()
                .asString()
                .startsWith("SEV2 · review: issue")
                .doesNotContain("No review");
    }
}

package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.investigate.ScriptedModel;
import dev.watchkeeper.investigate.ScriptedModel.Turn;
import dev.watchkeeper.mcp.RealClients;
import dev.watchkeeper.state.HandOverStore;
import dev.watchkeeper.state.InvestigationStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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

    @TempDir Path folder;
    private Phone phone;
    private SplitHost host;

    @BeforeEach
    void somethingFails() throws IOException {
        phone = new Phone();
        host = new SplitHost(new SmallWorld(folder).failing().notifying(phone));
    }

    @AfterEach
    void hangUp() throws InterruptedException {
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
            assertThat(kept.map(file -> file.getFileName().toString())).contains("transcript.jsonl");
        }
        assertThat(host.world.run("audit").out()).contains("launcher:runs/run-");
        assertThat(host.world.run("patrol", "--hand-over").err()).doesNotContain("left to");
        assertThat(phone.messages()).hasSize(2);
        try (Workplace workplace = host.world.open()) {
            assertThat(new HandOverStore(workplace.state()).all()).isEmpty();
        }
    }
}

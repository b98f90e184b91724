package dev.watchkeeper.investigate;

import static dev.watchkeeper.investigate.Scene.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.investigate.ScriptedModel.Trouble;
import dev.watchkeeper.investigate.ScriptedModel.Turn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every way in which the real Claude Code was seen to fail, and that we say so truthfully.
@Tag("slow")
final class ClaudeFailuresTest {

    private static final Turn LOOK = Turn.calls(tool("query_logs"), Map.of());
    private static final Turn REPORT = Turn.calls(tool("write_incident"), Map.of("evidence", "E2"));

    @TempDir Path folder;

    @BeforeEach
    void claudeIsInstalled() {
        Scene.needsClaude();
    }

    private Scene scene(Turn... script) throws IOException {
        return new Scene(folder, new TestToolbox("boom"), script);
    }

    private static void assertFailed(Outcome.Failed failed, FailureKind kind, String reason) {
        assertThat(failed.reason()).isEqualTo(reason);
        assertThat(failed.kind()).isEqualTo(kind);
    }

    @Test
    void aServerThatIsDownStopsTheRun() throws IOException {
        try (var scene = scene(Turn.says("All is well."))) {
            URI address = scene.server.endpoint();
            scene.server.close();
            Outcome.Failed failed = scene.failure();
            assertFailed(
                    failed,
                    FailureKind.TOOLS_NOT_CONNECTED,
                    "Claude did not reach Watchkeeper's tools and was stopped at once: nothing"
                            + " answers at "
                            + address
                            + ".");
            assertThat(failed.worthRetrying()).isTrue();
        }
    }

    @Test
    void aWrongTokenStopsTheRun() throws IOException {
        try (var scene = scene(Turn.says("All is well."))) {
            scene.token = "another-token";
            assertFailed(
                    scene.failure(),
                    FailureKind.TOOLS_NOT_CONNECTED,
                    "Claude did not reach Watchkeeper's tools and was stopped at once: "
                            + scene.server.endpoint()
                            + " refuses this run's token (HTTP 401).");
        }
    }

    @Test
    void aToolThatShouldNotBeThereStopsTheRun() throws IOException {
        try (var scene = scene(Turn.says("All is well."))) {
            scene.expectedTools = TestToolbox.NAMES.subList(0, 5);
            assertFailed(
                    scene.failure(),
                    FailureKind.WRONG_TOOLS,
                    "Claude was stopped at once, because its tools were not exactly Watchkeeper's:"
                            + " it also has write_incident.");
        }
    }

    @Test
    void anOverloadedModelIsNamed() throws IOException {
        try (var scene = scene(LOOK, Turn.never(Trouble.OVERLOADED))) {
            Outcome.Failed failed = scene.failure();
            assertFailed(
                    failed,
                    FailureKind.MODEL_OVERLOADED,
                    "The model's API was overloaded or at a limit (HTTP 529, 2 tries).");
            assertThat(failed.worthRetrying()).isTrue();
            assertThat(failed.effort().turns()).isEqualTo(1);
            assertThat(failed.effort().dollars()).isPositive();
        }
    }

    @Test
    void aRefusedCredentialIsNamed() throws IOException {
        try (var scene = scene(Turn.never(Trouble.UNAUTHORIZED))) {
            Outcome.Failed failed = scene.failure();
            assertFailed(
                    failed,
                    FailureKind.API_REFUSED,
                    "The model's API refused the credential (HTTP 401); renew the key, or log in"
                            + " again.");
            assertThat(failed.worthRetrying()).isFalse();
        }
    }

    @Test
    void anApiThatCannotBeReachedIsNamed() throws IOException {
        try (var scene = scene(LOOK)) {
            scene.environment.put("ANTHROPIC_BASE_URL", "http://127.0.0.1:9");
            assertFailed(
                    scene.failure(),
                    FailureKind.API_UNREACHABLE,
                    "The model's API could not be reached, or broke off its answers (2 tries).");
        }
    }

    @Test
    void withoutACredentialItSaysHowToGetOne() throws IOException {
        try (var scene = scene(LOOK)) {
            scene.environment.remove("ANTHROPIC_API_KEY");
            assertFailed(
                    scene.failure(),
                    FailureKind.NOT_LOGGED_IN,
                    "Claude is not logged in on this host; set ANTHROPIC_API_KEY, or run claude"
                            + " setup-token and set CLAUDE_CODE_OAUTH_TOKEN.");
        }
    }

    @Test
    void theUsersOwnLoginIsEnough() throws IOException {
        try (var scene = scene(LOOK, REPORT, Turn.says("Done."))) {
            scene.environment.remove("ANTHROPIC_API_KEY");
            Path own = Files.createDirectories(folder.resolve("home/.claude"));
            Files.writeString(
                    own.resolve(".credentials.json"),
                    """
                    {"claudeAiOauth": {"accessToken": "login-of-the-user",
                     "refreshToken": "r", "expiresAt": 4102444800000,
                     "scopes": ["user:inference"], "subscriptionType": "max"}}
                    """);
            assertThat(scene.investigate()).isInstanceOf(Outcome.Completed.class);
            assertThat(scene.model.messages().getFirst().headers())
                    .containsEntry("Authorization", "Bearer login-of-the-user");
            assertThat(scene.run.resolve("command.json")).content().contains("\"login\"");
        }
    }

    @Test
    void aModelThatHangsIsStoppedWhenTimeIsUpAndItsCostIsKnown() throws IOException {
        try (var scene = scene(LOOK, Turn.never(Trouble.HANG))) {
            scene.time = Duration.ofSeconds(8);
            Outcome.Failed failed = scene.failure();
            assertFailed(
                    failed,
                    FailureKind.TIMEOUT,
                    "Claude did not finish in 8 seconds and was stopped while it was waiting for"
                            + " the model's answer.");
            assertThat(failed.effort().dollars()).isPositive();
            assertThat(failed.effort().duration()).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void aKilledClaudeIsNotTakenForAFinishedOne() throws IOException {
        var tools =
                new TestToolbox(
                        "boom", () -> Scene.children().forEach(ProcessHandle::destroyForcibly));
        try (var scene = new Scene(folder, tools, LOOK, REPORT, Turn.says("Done."))) {
            Outcome.Failed failed = scene.failure();
            assertFailed(
                    failed,
                    FailureKind.KILLED,
                    "Something outside ended Claude in the middle of the investigation (signal 9; look"
                            + " in the journal for the out-of-memory killer).");
            assertThat(failed.effort().dollars()).isNull();
        }
    }

    @Test
    void anInvestigationCanBeCalledOff() throws IOException {
        Thread caller = Thread.currentThread();
        var tools = new TestToolbox("boom", caller::interrupt);
        try (var scene = new Scene(folder, tools, LOOK, Turn.never(Trouble.HANG))) {
            Outcome.Failed failed = scene.failure();
            assertThat(Thread.interrupted()).isTrue();
            assertFailed(failed, FailureKind.KILLED, "The investigation was called off.");
        }
    }

    @Test
    void turnsRunOut() throws IOException {
        try (var scene = scene(LOOK)) {
            scene.turns = 3;
            Outcome.Failed failed = scene.failure();
            assertFailed(
                    failed, FailureKind.TURNS_EXHAUSTED, "Claude did not finish within 3 turns.");
            assertThat(failed.effort().turns()).isEqualTo(3);
            assertThat(failed.written()).isFalse();
        }
    }

    @Test
    void dollarsRunOutAlsoAfterTheIncidentWasWritten() throws IOException {
        try (var scene = scene(LOOK, REPORT, LOOK)) {
            scene.dollars = 0.005;
            Outcome.Failed failed = scene.failure();
            assertFailed(
                    failed, FailureKind.BUDGET_EXHAUSTED, "Claude did not finish within $0.005.");
            assertThat(failed.written()).isTrue();
        }
    }

    @Test
    void aFinishedRunWithoutAnIncidentHasFailed() throws IOException {
        try (var scene = scene(LOOK, Turn.says("All is well."))) {
            Outcome.Failed failed = scene.failure();
            assertFailed(
                    failed,
                    FailureKind.NOTHING_WRITTEN,
                    "Claude finished, but left no incident behind.");
            assertThat(failed.worthRetrying()).isTrue();
        }
    }

    @Test
    void aProxyForTheApiDoesNotStandBetweenClaudeAndOurServer() throws IOException {
        try (var scene = scene(LOOK, REPORT, Turn.says("Done."))) {
            scene.environment.put("HTTP_PROXY", "http://127.0.0.1:9");
            scene.environment.put("HTTPS_PROXY", "http://127.0.0.1:9");
            assertThat(scene.investigate()).isInstanceOf(Outcome.Completed.class);
        }
    }

    @Test
    void anEndpointIsAWebAddressOrAProgram() {
        assertThatThrownBy(() -> new Endpoint.Http(URI.create("file:///x")))
                .hasMessage("an endpoint is an http or https address, got file:///x");
        assertThatThrownBy(() -> new Endpoint.Bridge(List.of("watchkeeper", "bridge"), "x"))
                .hasMessage("a bridge is an absolute path and arguments");
    }
}

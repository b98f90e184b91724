package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.launch.LaunchClient;
import dev.watchkeeper.launch.Offer;
import dev.watchkeeper.launch.Report;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.state.CircuitStore;
import dev.watchkeeper.state.InvestigationStore;
import dev.watchkeeper.watch.Announcer;
import dev.watchkeeper.watch.FollowUps;
import dev.watchkeeper.watch.HandOvers;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What people are told when the launcher does not do what it should: that, and what the rules
/// find.
@Tag("slow")
@Timeout(120)
final class SplitFailuresTest {

    @TempDir Path folder;
    private Phone phone;
    private SplitHost host;

    @BeforeEach
    void somethingFails() throws IOException {
        phone = new Phone();
        host = new SplitHost(new SmallWorld(folder).failing());
        host.world.notifying(phone, "investigate: {investigator: claude}\n");
    }

    @AfterEach
    void hangUp() {
        host.close();
        phone.close();
    }

    private void wanted() {
        assertThat(host.world.run("patrol", "--hand-over").code()).isEqualTo(1);
        assertThat(phone.messages()).hasSize(1);
    }

    /// A follow-up after so much time.
    private int toldAfter(Duration time) {
        var silent = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        var surroundings =
                new Surroundings(
                        new ByteArrayInputStream(new byte[0]),
                        silent,
                        silent,
                        host.world.environment);
        try (Workplace workplace = host.world.open()) {
            Terminal terminal = Terminal.of(new GlobalOptions(), surroundings);
            return new FollowUps(
                            workplace,
                            surroundings,
                            terminal,
                            null,
                            new Announcer(workplace, terminal),
                            new HandOvers(workplace, InstantSource.fixed(Instant.now().plus(time))))
                    .tell(false);
        }
    }

    private void rulesLooked(String reason) throws IOException {
        assertThat(phone.messages()).hasSize(2);
        assertThat(phone.messages().getLast())
                .contains("No diagnosis by Claude: " + reason)
                .contains("Facts and the rule-based report: 2026-03-11-incident-");
        assertThat(host.world.incidents()).hasSize(1);
        assertThat(host.world.incidents().getFirst())
                .content()
                .contains("investigator: playbook, no model involved");
        // and nothing is told again
        assertThat(host.world.run("follow-up").err())
                .isEqualTo("No run of the launcher has ended.\n");
        assertThat(phone.messages()).hasSize(2);
    }

    private InvestigationStore.Investigation investigation() {
        try (Workplace workplace = host.world.open()) {
            var all = workplace.investigations().since(Instant.EPOCH);
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    @Test
    void aRunThatNobodyTakesIsGivenUpAfterThreeMinutesAndTheRulesLook() throws IOException {
        wanted();
        assertThat(toldAfter(Duration.ofSeconds(170))).isZero();
        assertThat(investigation().state()).isEqualTo(InvestigationStore.State.RUNNING);

        assertThat(toldAfter(Duration.ofSeconds(181))).isEqualTo(1);
        rulesLooked(
                "The launcher did not take the run within 3 minutes; see systemctl status watchkeeper-launcher.");
        // the rules cost nothing, and nobody else began
        assertThat(investigation().dollars()).isZero();
    }

    @Test
    void theNextPatrolWaitsForARunThatIsOutInsteadOfWantingItAgain() throws Exception {
        wanted();
        assertThat(host.world.run("patrol", "--hand-over").err()).doesNotContain("left to");
        host.serve();
        assertThat(new LaunchClient(host.socket).next()).isPresent();
        assertThat(new LaunchClient(host.socket).next()).isEmpty();
        assertThat(host.world.run("patrol", "--hand-over").err()).doesNotContain("left to");
        assertThat(phone.messages()).hasSize(1);
        assertThat(host.world.incidents()).isEmpty();
    }

    @Test
    void aRunThatWasTakenAndNeverReportedIsGivenUpWhenItsTimeIsOver() throws Exception {
        wanted();
        host.serve();
        Offer offer = new LaunchClient(host.socket).next().orElseThrow();
        // three minutes of the budget, and two for its start and its report
        assertThat(toldAfter(Duration.ofSeconds(290))).isZero();
        assertThat(toldAfter(Duration.ofSeconds(301))).isEqualTo(1);
        rulesLooked(
                "The launcher took the run and never said how it ended; see journalctl -u watchkeeper-launcher.");
        assertThat(investigation().dollars()).as("it may have spent all").isEqualTo(1.0);
        assertThat(refused(offer)).isEqualTo(host.socket + " refuses this run's token");
    }

    private String refused(Offer offer) {
        try {
            new LaunchClient(host.socket)
                    .report(offer.token(), new Report("completed", 1, 1, 1, 0.1, null, null));
            return "taken";
        } catch (BadRequest e) {
            return e.text();
        }
    }

    @Test
    void aLauncherThatFailedIsNotWaitedFor() throws Exception {
        wanted();
        host.serve();
        assertThat(new LaunchClient(host.socket).next()).isPresent();
        assertThat(host.world.run("follow-up").err())
                .isEqualTo("No run of the launcher has ended.\n");
        // what systemd sets for the unit in OnFailure=
        host.world.environment.put("MONITOR_SERVICE_RESULT", "oom-kill");
        assertThat(host.world.run("follow-up").err()).endsWith("\n1 told.\n");
        host.world.environment.remove("MONITOR_SERVICE_RESULT");
        rulesLooked(
                "The launcher failed in the middle of the run; see systemctl status watchkeeper-launcher.");
    }

    @Test
    void whatTheLauncherFailsAtCountsForTheCircuitBreaker() throws IOException {
        wanted();
        host.world.environment.put("MONITOR_SERVICE_RESULT", "exit-code");
        host.world.run("follow-up");

        try (Workplace workplace = host.world.open()) {
            assertThat(new CircuitStore(workplace.state()).find("claude"))
                    .hasValue(
                            new CircuitStore.Kept(
                                    1,
                                    0,
                                    null,
                                    "The launcher failed before it took the run; see systemctl status watchkeeper-launcher."));
        }
    }

    @Test
    void nothingIsHandedOverWhileClaudeIsLeftAloneAndTheRulesLookAtOnce() throws IOException {
        Instant until;
        try (Workplace workplace = host.world.open()) {
            until = workplace.clock().instant().plus(Duration.ofMinutes(10));
            new CircuitStore(workplace.state())
                    .keep("claude", new CircuitStore.Kept(3, 1, until, "The API did not answer."));
        }

        assertThat(host.world.run("patrol", "--hand-over").err()).doesNotContain("left to");

        rulesLooked(
                "it failed 3 times in a row and is left alone until "
                        + DateTimeFormatter.ofPattern("HH:mm z", Locale.ENGLISH)
                                .withZone(ZoneId.of("UTC"))
                                .format(until)
                        + " (last: The API did not answer).");
    }

    @Test
    void aLauncherThatFailsBeforeItTakesAnythingIsNotWaitedFor() throws IOException {
        wanted();
        host.world.environment.put("MONITOR_SERVICE_RESULT", "exit-code");
        assertThat(host.world.run("follow-up").err()).endsWith("\n1 told.\n");
        host.world.environment.remove("MONITOR_SERVICE_RESULT");
        rulesLooked(
                "The launcher failed before it took the run; see systemctl status watchkeeper-launcher.");
    }

    @Test
    void aLauncherWithoutClaudeIsToldWhereClaudeWasAskedFor() throws Exception {
        wanted();
        host.serve();
        SmallWorld.Result launched = host.launch(folder.resolve("none"));
        assertThat(launched.code()).isZero();
        assertThat(launched.err()).contains("There is no program at " + folder.resolve("none"));
        assertThat(host.world.run("follow-up").err()).endsWith("\n1 told.\n");
        rulesLooked("The launcher found no Claude Code that runs.");
        assertThat(investigation().dollars()).isZero();
    }

    @Test
    void aLauncherWithoutClaudeIsNoFailureWhereTheRulesMayTakeItsPlace() throws Exception {
        host.world.notifying(phone, "investigate: {investigator: auto}\n");
        wanted();
        host.serve();
        host.launch(folder.resolve("none"));
        host.world.run("follow-up");
        assertThat(phone.messages()).hasSize(2);
        assertThat(phone.messages().getLast())
                .contains("Incident: 2026-03-11-incident-")
                .doesNotContain("No diagnosis");
    }

    @Test
    void aLauncherThatSaysItIsDoneAndWroteNothingIsNotBelieved() throws Exception {
        wanted();
        host.serve();
        var client = new LaunchClient(host.socket);
        Offer offer = client.next().orElseThrow();
        client.report(offer.token(), new Report("completed", 3, 2, 20, 0.2, null, null));
        assertThat(host.world.run("follow-up").err()).endsWith("\n1 told.\n");
        rulesLooked("Claude finished, but left no incident behind.");
        assertThat(investigation().dollars()).isEqualTo(0.2);
    }

    @Test
    void aServerThatIsStartedAnewGoesOnWithTheRun() throws Exception {
        wanted();
        host.serve();
        Offer offer = new LaunchClient(host.socket).next().orElseThrow();
        host.stop();
        host.serve();
        var client = new LaunchClient(host.socket);
        assertThat(client.written(offer.token())).isFalse();
        client.report(offer.token(), new Report("timeout", 3, 2, 180, null, null, null));
        assertThat(host.world.run("patrol", "--hand-over").code()).isEqualTo(1);
        rulesLooked("Claude did not finish in 3 minutes and was stopped.");
    }

    @Test
    void theRulesAreNotHandedOver() throws IOException {
        host.world.notifying(phone, "investigate: {investigator: playbook}\n");
        assertThat(host.world.run("patrol", "--hand-over").err())
                .contains("Investigating by rules, as asked; no model is involved.");
        assertThat(phone.messages()).hasSize(2);
        assertThat(host.world.incidents()).hasSize(1);
    }

    @Test
    void aReviewIsHandedOverAndTheRulesWriteItWhenTheLauncherFails() throws Exception {
        SmallWorld.Result review = host.world.run("review", "--hand-over");
        assertThat(review.err()).endsWith("The review is left to the launcher.\n");
        assertThat(review.code()).isZero();
        host.serve();
        Offer offer = new LaunchClient(host.socket).next().orElseThrow();
        assertThat(offer.task().kind()).isEqualTo("review");
        assertThat(offer.task().until()).isEqualTo(SmallWorld.NOW);
        assertThat(offer.tools()).contains("write_review").doesNotContain("write_incident");
        new LaunchClient(host.socket)
                .report(offer.token(), new Report("model_overloaded", 0, 0, 9, 0.0, null, null));

        assertThat(host.world.run("follow-up").err()).endsWith("\n1 told.\n");
        assertThat(phone.messages())
                .singleElement()
                .asString()
                .contains("review: ")
                .contains("No review by Claude: The model's API was overloaded or at a limit.")
                .contains("The rule-based review: 2026-03-11-review");
    }
}

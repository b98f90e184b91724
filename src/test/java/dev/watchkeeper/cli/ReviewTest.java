package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.investigate.ScriptedModel;
import dev.watchkeeper.investigate.ScriptedModel.Turn;
import dev.watchkeeper.state.InvestigationStore;
import dev.watchkeeper.state.RunStore;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The review as a whole: with the real Claude Code over a scripted model, and by rules.
@Tag("slow")
final class ReviewTest {

    private static final String TOOL = "mcp__watchkeeper__";

    @TempDir Path folder;
    private SmallWorld world;
    private Phone phone;

    @BeforeEach
    void open() throws IOException {
        phone = new Phone();
        world = new SmallWorld(folder);
        world.notifying(phone);
    }

    @AfterEach
    void hangUp() {
        phone.close();
    }

    /// Where `.ci/tools` puts it, or where CLAUDE_CLI says.
    private static Path claude() {
        String given = System.getenv("CLAUDE_CLI");
        Path path =
                given != null
                        ? Path.of(given)
                        : Path.of(
                                ".build/tools/claude/node_modules/@anthropic-ai/claude-code-linux-x64/claude");
        assumeTrue(
                Files.isExecutable(path),
                "SKIPPED: no Claude Code; run .ci/tools claude, or set CLAUDE_CLI");
        return path.toAbsolutePath();
    }

    private Path file(String name) {
        return world.state().resolve("reviews").resolve(name);
    }

    static Map<String, Object> review(String evidence, String verdict) {
        var report = new LinkedHashMap<String, Object>();
        report.put("verdict", verdict);
        report.put("summary", "The ledger rejects every charge since 11:55 UTC, after a deploy.");
        report.put(
                "key_numbers",
                List.of(
                        Map.of(
                                "name", "findings open",
                                "value", "1",
                                "usual", "0",
                                "evidence", List.of("{{result:(E1-[a-z0-9]+)}}"))));
        report.put(
                "issues",
                List.of(
                        Map.of(
                                "what", "The ledger rejects charges since the deploy of 4f2a",
                                "severity", "SEV2",
                                "evidence", List.of(evidence),
                                "quote", "ledger rejected the charge")));
        report.put(
                "recommendations",
                List.of(Map.of("what", "Go back to the version before 4f2a", "kind", "mitigate")));
        return report;
    }

    @Test
    void claudesReviewIsWrittenAfterWhatItInventedOrContradictedWasRefused() throws IOException {
        world.failing();
        world.environment.put("ANTHROPIC_API_KEY", "secret-key-of-the-test");
        String shown = "{{result:(E2-[a-z0-9]+)}}";
        try (var model =
                ScriptedModel.start(
                        Turn.calls(TOOL + "get_overview", Map.of("within", "24h")),
                        Turn.calls(
                                TOOL + "find_log_patterns",
                                Map.of("stream", "app", "from", "now-24h", "level", "WARN")),
                        Turn.calls(TOOL + "write_review", review("E9-00000000", "issue")),
                        Turn.calls(TOOL + "write_review", review(shown, "nominal")),
                        Turn.calls(TOOL + "write_review", review(shown, "issue")),
                        Turn.says("Issue: the ledger rejects charges."))) {
            world.environment.put("ANTHROPIC_BASE_URL", model.address().toString());
            world.notifying(
                    phone, "investigate: {investigator: auto, claude: \"" + claude() + "\"}\n");

            SmallWorld.Result result = world.run("review");

            assertThat(result.code()).as(result.err()).isEqualTo(1);
            assertThat(result.err())
                    .contains("Claude reviews (sonnet; at most 30 turns, 3 min, $1.00).")
                    .doesNotContain("No review");
            assertThat(result.out()).isEqualTo("ISSUE  " + file("2026-03-11-review.md") + "\n");
            assertThat(file("2026-03-11-review.md"))
                    .content()
                    .startsWith("---\nverdict: issue\nseverity: SEV2\n")
                    .contains("reviewer: claude sonnet")
                    .contains("The ledger rejects charges since the deploy of 4f2a [E2-");
            whatTheModelSaw(model);
        }
        assertThat(phone.messages())
                .singleElement()
                .asString()
                .startsWith("SEV2 · review: issue\nThe ledger rejects every charge")
                .contains("Review: 2026-03-11-review");
        assertThat(world.incidents()).isEmpty();
        assertThat(recorded().getFirst().state()).isEqualTo(InvestigationStore.State.DONE);
        assertThat(recorded().getFirst().dollars()).isPositive();
    }

    /// The tools of a review and no other, a prompt without anything of the log, and both refusals.
    private static void whatTheModelSaw(ScriptedModel model) {
        var last = model.messages().getLast();
        var tools = new ArrayList<String>();
        last.json().path("tools").forEach(tool -> tools.add(tool.path("name").asString("")));
        assertThat(tools).contains(TOOL + "write_review").doesNotContain(TOOL + "write_incident");
        assertThat(tools).allMatch(name -> name.startsWith(TOOL));
        assertThat(model.messages().getFirst().body())
                .contains(
                        "Start the daily review described in your system prompt, from"
                                + " 2026-03-10T12:15:00Z until 2026-03-11T12:15:00Z.")
                .contains("# You review the day")
                .doesNotContain("ledger rejected");
        assertThat(last.body())
                .contains("evidence E9-00000000 was not shown to this session")
                .contains("the verdict nominal contradicts an issue of SEV2");
    }

    private List<InvestigationStore.Investigation> recorded() {
        try (Workplace workplace = world.open()) {
            return workplace.investigations().since(SmallWorld.NOW.minus(Duration.ofHours(1)));
        }
    }

    @Test
    void theRulesReviewAFailingDayAndSomebodyIsTold() throws IOException {
        world.failing();

        SmallWorld.Result result = world.run("review", "--investigator", "playbook");

        assertThat(result.code()).as(result.err()).isEqualTo(1);
        assertThat(result.err()).contains("Reviewing by rules, as asked; no model is involved.");
        assertThat(file("2026-03-11-review.md"))
                .content()
                .contains("verdict: issue")
                .contains("reviewer: playbook, no model involved")
                .contains("- **SEV2** app, new: ledger rejected the charge")
                .contains("Run: watchkeeper investigate p-");
        assertThat(phone.messages())
                .singleElement()
                .asString()
                .startsWith("SEV2 · review: issue")
                .doesNotContain("No review by Claude");
        try (Workplace workplace = world.open()) {
            assertThat(new RunStore(workplace.state()).latest(1).getFirst())
                    .satisfies(run -> assertThat(run.command()).isEqualTo("review"))
                    .satisfies(
                            run -> assertThat(run.outcome()).isEqualTo("2026-03-11-review, issue"));
        }
    }

    @Test
    void aNominalDayNotifiesNobodyAndASecondReviewStandsBesideTheFirst() throws IOException {
        world.healthy();

        SmallWorld.Result first = world.run("review", "--investigator", "playbook");
        SmallWorld.Result second =
                world.run("review", "--investigator", "playbook", "--after-deploy=now-3h");

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).startsWith("NOMINAL  ");
        assertThat(file("2026-03-11-review.md"))
                .content()
                .contains("**Nominal.** Nothing stands out.");
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(file("2026-03-11-review-2.md"))
                .content()
                .contains("# Review after a deploy, 2026-03-11")
                .contains("Since the deploy: 2026-03-11 09:15 to 2026-03-11 12:15 UTC.");
        assertThat(phone.messages()).isEmpty();
    }

    @Test
    void aClaudeThatIsNotLoggedInIsSaidAndTheRulesWrite() throws IOException {
        world.failing();
        world.notifying(
                phone, "investigate: {investigator: claude, claude: \"" + claude() + "\"}\n");

        SmallWorld.Result result = world.run("review");

        String reason =
                "No review by Claude: Claude Code is here but not logged in (set ANTHROPIC_API_KEY, or run claude and /login).";
        assertThat(result.code()).as(result.err()).isEqualTo(1);
        assertThat(result.err()).contains(reason + " The rules look now.");
        assertThat(file("2026-03-11-review.md"))
                .content()
                .contains("reviewer: playbook, no model involved");
        assertThat(phone.messages())
                .singleElement()
                .asString()
                .contains(reason)
                .contains("The rule-based review: 2026-03-11-review");
    }

    @Test
    void aBudgetThatIsUsedUpLeavesItToTheRules() throws IOException {
        world.healthy();
        try (Workplace workplace = world.open()) {
            workplace
                    .investigations()
                    .begin("run-before-1", List.of(), 1, 5.25, SmallWorld.NOW.minusSeconds(600));
        }

        SmallWorld.Result result = world.run("review");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err())
                .contains(
                        "Reviewing by rules, because the budget of $5.00 a day is used up ($5.25 spent);"
                                + " no model is involved.");
        assertThat(recorded().getLast().dollars()).isZero();
    }

    @Test
    void aDeployOfTheFutureIsRefused() throws IOException {
        world.healthy();

        SmallWorld.Result result = world.run("review", "--after-deploy=2026-03-12");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo(
                        "--after-deploy must be before 2026-03-11T12:15:00Z, got 2026-03-12T00:00:00Z\n");
    }
}

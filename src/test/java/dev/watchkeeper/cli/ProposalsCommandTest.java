package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.ignore.IgnoreTarget;
import dev.watchkeeper.state.IgnoreStore;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an incident proposes does nothing until a person accepts it, and what they accept is really
/// watched, or hidden.
@Tag("slow")
final class ProposalsCommandTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, Object> PAGES_PER_CALL =
            Map.of(
                    "condition", "calls per page above 1.5 for 5 minutes",
                    "why", "would have fired in the retry storm \u001b[31mred",
                    "metric", "pages-per-call",
                    "concerning", "< 70 for 5m",
                    "event", List.of("page"),
                    "of", List.of("call"));

    @TempDir Path folder;
    private SmallWorld world;

    @BeforeEach
    void open() throws IOException {
        world =
                new SmallWorld(folder)
                        .configured(
                                """
                                events:
                                  work: {source: work, time: time, type: type}
                                """);
        Path config = folder.resolve("tools.yaml");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace(
                                "sources:\n",
                                "sources:\n  work: {type: jsonl, path: work.jsonl}\n"));
        world.failing();
        var lines = new ArrayList<String>();
        for (Instant at = SmallWorld.NOW.minus(Duration.ofHours(30));
                at.isBefore(SmallWorld.NOW);
                at = at.plusSeconds(60)) {
            boolean storm = at.isAfter(SmallWorld.DEPLOY);
            lines.add(event(at, "page"));
            for (int call = 0; call < (storm ? 3 : 1); call++) {
                lines.add(event(at.plusSeconds(call), "call"));
            }
        }
        Files.write(folder.resolve("work.jsonl"), lines);
    }

    private static String event(Instant at, String type) {
        return "{\"time\":\"" + at + "\",\"type\":\"" + type + "\"}";
    }

    private String write(Map<String, Object> check, String pattern) {
        var report = new LinkedHashMap<String, Object>();
        report.put("title", "Charges are rejected");
        report.put("severity", "SEV3");
        report.put("verdict", "issue");
        report.put("summary", "The ledger rejects charges, and nobody knows why.");
        report.put("cause", "cannot tell");
        report.put("confidence", "unknown");
        report.put("proposed_checks", List.of(check));
        report.put(
                "proposed_ignores",
                List.of(Map.of("pattern", pattern, "reason", "it is harmless")));
        report.put("tooling_gaps", List.of("No deploys are declared."));
        report.put("findings", List.of("p-0000000000-app"));
        SmallWorld.Result written =
                world.run("call", "write_incident", new String[] {JSON.writeValueAsString(report)});
        assertThat(written.code()).as(written.err()).isZero();
        return JSON.readTree(written.out()).path("incident").asString();
    }

    private SmallWorld.Result proposals(String subcommand, String... arguments) {
        return world.run("proposals", subcommand, arguments);
    }

    private List<String> found() {
        var ids = new ArrayList<String>();
        JsonNode check = JSON.readTree(world.run("check", "--json").out());
        for (JsonNode finding : check.path("findings")) {
            if (finding.path("ignored").isMissingNode()
                    && !finding.path("state").asString().equals("resolved")) {
                ids.add(finding.path("id").asString() + " " + finding.path("severity").asString());
            }
        }
        return ids;
    }

    @Test
    void anAcceptedCheckIsWatchedUntilItIsTakenBack() {
        String incident = write(PAGES_PER_CALL, "ledger rejected the charge @<*> @<*> !id <*>");

        assertThat(proposals("list").out())
                .isEqualTo(
                        """
                          1  check   calls per page above 1.5 for 5 minutes
                                     would have fired in the retry storm \\u{1B}[31mred
                                     would watch pages-per-call < 70 for 5m, from %1$s
                          2  ignore  ledger rejected the charge @<*> @<*> !id <*>
                                     it is harmless
                                     from %1$s
                        """
                                .formatted(incident));
        assertThat(found()).singleElement().asString().startsWith("p-");
        assertThat(proposals("preview", "1").out())
                .contains(
                        "pages-per-call < 70 for 5m would have told something once, most recently:")
                .contains("2026-03-11 11:5")
                .contains("it would have shown " + incident);
        assertThat(found()).hasSize(1);

        assertThat(proposals("accept", "1", "--by", "anna").err())
                .isEqualTo(
                        "Watched from the next check on: pages-per-call < 70 for 5m. Take it back with:"
                                + " watchkeeper proposals reject 1\n");
        assertThat(found()).hasSize(2).contains("metric-pages-per-call SEV2");
        assertThat(proposals("accept", "1").err())
                .isEqualTo(
                        "tools.yaml says what is concerning of pages-per-call already: \"< 70 for 5m\"\n");
        assertThat(proposals("reject", "1").err())
                .isEqualTo("Proposal 1 is taken back: it ends with the next check.\n");
        assertThat(found()).doesNotContain("metric-pages-per-call SEV2");
        assertThat(world.run("gaps").out())
                .isEqualTo(
                        "  1  once      No deploys are declared.\n               last 2026-03-11 12:15 UTC, in "
                                + incident
                                + "\n");
        assertThat(world.run("gaps", "--done", "1").err())
                .isEqualTo("Closed: No deploys are declared.\n");
        assertThat(world.run("gaps").err()).isEqualTo("No gaps: nobody missed anything.\n");
    }

    @Test
    void anAcceptedIgnoreHidesInThePersonsNameWithTheIncidentAsItsReason() {
        String incident = write(PAGES_PER_CALL, "ledger rejected the charge @<*> @<*> !id <*>");

        assertThat(proposals("preview", "2").out()).contains("app  20 messages of 1 kind");
        assertThat(proposals("accept", "2", "--by", "anna", "--until", "7d").code()).isZero();

        assertThat(found()).isEmpty();
        assertThat(world.run("check").out())
                .contains(
                        "ignored until 2026-03-18 by anna: \"proposed by "
                                + incident
                                + ": it is harmless\"");
        assertThat(proposals("list", "--all").out()).contains("(accepted by anna)");
        proposals("reject", "2");
        assertThat(found()).hasSize(1);
    }

    @Test
    void wordsAloneAreWatchedOnlyAsAPersonSpellsThem() {
        write(
                Map.of("condition", "calls per page above 1.5", "why", "retries hide failures"),
                "<*> <*>");

        assertThat(proposals("accept", "1").err())
                .startsWith(
                        "proposal 1 is words alone, which nothing can watch; say what to watch: --metric NAME"
                                + " --concerning \"> 20 for 5m\", and for a new metric --event TYPE (metrics: ");
        assertThat(proposals("accept", "2").err()).contains("would hide nearly everything");
        assertThat(
                        proposals(
                                        "accept",
                                        "1",
                                        "--metric",
                                        "calls",
                                        "--concerning",
                                        "> 2/min",
                                        "--event",
                                        "cal")
                                .code())
                .isEqualTo(2);
        SmallWorld.Result accepted =
                proposals(
                        "accept",
                        "1",
                        "--metric",
                        "calls",
                        "--concerning",
                        "> 2",
                        "--event",
                        "call");
        assertThat(accepted.err()).startsWith("Watched from the next check on: calls > 2.");
        assertThat(found()).contains("metric-calls SEV2");
    }

    @Test
    void aCheckWhoseStreamIsGoneStopsNothingAndIsSaid() throws IOException {
        write(PAGES_PER_CALL, "unimportant <*>");
        proposals("accept", "1");
        world.configured();

        assertThat(world.run("check").err())
                .contains(
                        "note: the check of proposal 1 watches nothing: tools.yaml declares no event stream; take it"
                                + " back with: watchkeeper proposals reject 1");
    }

    @Test
    void whatAPersonSaidOfADiagnosisReachesTheNextInvestigation() {
        world.run("patrol", "--investigator", "playbook");
        String id = JSON.readTree(world.run("incidents", "--json").out()).path("id").asString();

        assertThat(world.run("feedback", "nonsense", new String[] {"wrong"}).err())
                .isEqualTo("no incident \"nonsense\" (known: " + id + ")\n");
        assertThat(world.run("feedback", "incident", new String[] {"wrong", "the cron job"}).err())
                .startsWith("Kept: the diagnosis of " + id + " was wrong.");

        assertThat(world.run("incidents").out()).contains("(wrong: the cron job)");
        assertThat(world.run("incidents", id).err())
                .isEqualTo(
                        "tester said on 2026-03-11 12:15 UTC that the diagnosis was wrong: the cron job\n");
        JsonNode overview = JSON.readTree(world.run("call", "get_overview").out());
        JsonNode past = overview.path("past_diagnoses").get(0);
        assertThat(past.path("incident").asString()).isEqualTo(id);
        assertThat(past.path("person_said").asString()).isEqualTo("wrong");
        assertThat(past.path("person_note").asString()).isEqualTo("the cron job");
        assertThat(overview.path("untrusted").toString()).contains("past_diagnoses.diagnosis");
    }

    @Test
    void whatAnIgnoreHidesThatIsNewStandsInTheReview() throws IOException {
        // the failure began after the ignore
        try (Workplace workplace = world.open()) {
            new IgnoreStore(workplace.state())
                    .add(
                            new IgnoreTarget(
                                            "ledger rejected the charge @<*> @<*> !id <*>",
                                            null,
                                            null)
                                    .ignore(
                                            "they retry",
                                            "anna",
                                            SmallWorld.NOW.minus(Duration.ofDays(9)),
                                            SmallWorld.NOW.plus(Duration.ofDays(9)),
                                            null,
                                            null,
                                            false,
                                            null));
        }

        world.run("review", "--investigator", "playbook");

        assertThat(
                        Files.readString(
                                world.state().resolve("reviews").resolve("2026-03-11-review.md")))
                .contains(
                        """
                        ## New, and hidden by an ignore
                        - app: `ledger rejected the charge @<*> @<*> !id <*>` — the ignore 1 of anna hides messages of this \
                        stream, where it hid none in the 2 days before. Ignored because: they retry
                        """)
                .contains("hidden_by_ignores: 1");
    }
}

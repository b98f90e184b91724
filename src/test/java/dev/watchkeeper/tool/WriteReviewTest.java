package dev.watchkeeper.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.evidence.CitationCheck;
import dev.watchkeeper.incident.ReviewFiles;
import dev.watchkeeper.incident.Trends;
import dev.watchkeeper.model.ReviewPeriod;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.state.ActionStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteReviewTest {

    private SmallHost host;
    private Toolbox toolbox;

    @BeforeEach
    void open(@TempDir Path folder) {
        host = new SmallHost(folder);
        Hosts.busy(host);
        var citations = new CitationCheck(host.receipts, Optional::of);
        var period = new ReviewPeriod(TimeRange.before(SmallHost.NOW, Duration.ofDays(1)), false);
        var write =
                new WriteReviewTool(
                        new ReviewFiles(folder.resolve("reviews"), ZoneOffset.UTC),
                        citations,
                        period,
                        host.state,
                        () ->
                                Trends.of(
                                        TimeRange.before(SmallHost.NOW, Duration.ofDays(28)),
                                        ZoneOffset.UTC,
                                        host.incidents.list(),
                                        new Trends.Known(
                                                Map.of(), Map.of(), List.of(), open(host))));
        List<ServedTool> all =
                Tools.of(
                        host.catalog,
                        host.findings::open,
                        host.incidents::list,
                        host.incidents,
                        citations,
                        stream -> List.of(),
                        new QuietMachine(SmallHost.NOW),
                        host.state);
        toolbox =
                new ReceiptedToolbox(
                        Tools.forReview(all, write),
                        host.receipts,
                        InstantSource.fixed(SmallHost.NOW),
                        SmallHost.REDACTOR,
                        Tools.instructionsForReview());
    }

    @AfterEach
    void close() {
        host.close();
    }

    private static List<Trends.OpenAction> open(SmallHost host) {
        return new ActionStore(host.state)
                .list(false).stream()
                        .map(a ->
                                new Trends.OpenAction(
                                        a.id(),
                                        a.incident(),
                                        a.wanted().what(),
                                        a.wanted().kind(),
                                        a.wanted().owner(),
                                        a.made()))
                        .toList();
    }

    private ToolReply call(String tool, Map<String, Object> arguments) {
        return SmallHost.call(toolbox, SmallHost.SESSION, tool, arguments);
    }

    /// The evidence of an answer that shows four entries, one of them an error.
    private String evidence() {
        return String.valueOf(
                SmallHost.content(call("query_logs", Map.of("stream", "app"))).get("evidence_id"));
    }

    private static Map<String, Object> review(String evidence) {
        return new HashMap<>(
                Map.of(
                        "verdict",
                        "issue",
                        "summary",
                        "Charging j2 failed once with a KeyError; the job is lost.",
                        "key_numbers",
                        List.of(
                                Map.of(
                                        "name", "status of errors",
                                        "value", "none",
                                        "evidence", List.of(evidence))),
                        "issues",
                        List.of(
                                Map.of(
                                        "what", "j2 failed with a KeyError in charge",
                                        "severity", "SEV2",
                                        "evidence", List.of(evidence),
                                        "quote", "boom: no charge for j2"))));
    }

    private List<Path> files() throws IOException {
        Path folder = host.folder.resolve("reviews");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    private String refusal(Map<String, Object> report) throws IOException {
        String failure = SmallHost.failure(call("write_review", report));
        assertThat(files()).isEmpty();
        return failure;
    }

    @Test
    void aReviewWhoseEvidenceHoldsIsWrittenWithItsVerdictFirst() throws IOException {
        String shown = AnswerText.of(SmallHost.content(call("write_review", review(evidence()))));

        assertThat(shown)
                .isEqualTo(
                        """
                        evidence_id: E
                        review: "2026-11-22-review"
                        outcome: "created"
                        evidence_verified: 1
                        next: "the review is finished: say its verdict in one sentence, and stop"
                        """);
        assertThat(files()).hasSize(1);
        assertThat(files().getFirst())
                .content()
                .startsWith("---\nverdict: issue\nseverity: SEV2\nid: 2026-11-22-review\n")
                .contains("\n# Review of 2026-11-22\n\n**Issue.** Charging j2 failed once")
                .contains("- **SEV2** j2 failed with a KeyError in charge [E")
                .contains("boom: no charge for j2");
    }

    @Test
    void aSecondReviewOfADayStandsBesideTheFirstAndARepeatedOneIsNotWrittenAgain()
            throws IOException {
        String evidence = evidence();
        var other = review(evidence);
        other.put("summary", "Charging j2 failed once; it was not tried again.");

        call("write_review", review(evidence));
        Map<String, Object> again = SmallHost.content(call("write_review", review(evidence)));
        call("write_review", other);

        assertThat(again).containsEntry("outcome", "already_there");
        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("2026-11-22-review-2.md", "2026-11-22-review.md");
    }

    @Test
    void whatIsStillToBeDoneIsInTheReviewWhoeverWroteItAndItsWordsAreInert() throws IOException {
        new ActionStore(host.state)
                .keep(
                        "2026-11-20-incident-x",
                        List.of(
                                new ActionStore.Wanted(
                                        "roll back ](http://evil.example/) | or <b>not</b>",
                                        "mitigate",
                                        "ana")),
                        SmallHost.NOW);

        call("write_review", review(evidence()));
        Map<String, Object> again = SmallHost.content(call("write_review", review(evidence())));

        assertThat(again).containsEntry("outcome", "created");
        assertThat(files().getLast())
                .content()
                .contains(
                        """
                        ## Over time

                        1 action of incidents is open (`watchkeeper actions --done N`):

                        | N | since | owner | kind | what | incident |
                        |---|---|---|---|---|---|
                        | 1 | 2026-11-22 | ana | mitigate | roll back `](http://evil.example/`) &#124; or\
                        """)
                .doesNotContain("<b>")
                .contains("&lt;b>not&lt;/b> | 2026-11-20-incident-x |\n");
    }

    @Test
    void anInventedReceiptIsRefused() throws IOException {
        evidence();

        assertThat(refusal(review("E7-00000000")))
                .isEqualTo(
                        "the review was not written; 1 problem: evidence E7-00000000 was not shown to this session;"
                                + " cite the evidence_id of an answer you were given");
    }

    @Test
    void evidenceOfAnotherSessionIsRefused() throws IOException {
        var other = new Session("other", "somebody");
        String theirs =
                String.valueOf(
                        SmallHost.content(
                                        SmallHost.call(
                                                toolbox,
                                                other,
                                                "query_logs",
                                                Map.of("stream", "app")))
                                .get("evidence_id"));

        assertThat(refusal(review(theirs)))
                .isEqualTo(
                        "the review was not written; 1 problem: evidence "
                                + theirs
                                + " was not shown to this session; cite the evidence_id of an answer you"
                                + " were given");
    }

    @Test
    void aFigureThatNoCitedAnswerHoldsIsRefused() throws IOException {
        String evidence = evidence();
        var report = review(evidence);
        report.put(
                "key_numbers",
                List.of(
                        Map.of(
                                "name", "errors",
                                "value", "7314 errors",
                                "evidence", List.of(evidence))));

        assertThat(refusal(report))
                .isEqualTo(
                        "the review was not written; 1 problem: key_numbers[0].value is not in what "
                                + evidence
                                + " showed; give a figure as the answer has it, in its unit");
    }

    @Test
    void aVerdictThatItsIssuesContradictIsRefused() throws IOException {
        var report = review(evidence());
        report.put("verdict", "nominal");

        assertThat(refusal(report))
                .isEqualTo(
                        "the review was not written; 1 problem: the verdict nominal contradicts an issue"
                                + " of SEV2: give the verdict issue, or the issue the severity that its"
                                + " evidence shows");
    }

    @Test
    void whatCitesNothingOrSaysNothingIsRefusedAllAtOnce() throws IOException {
        var report = review(evidence());
        report.put(
                "patterns",
                List.of(Map.of("what", "errors come every night", "evidence", List.of())));
        report.put(
                "recommendations",
                List.of(Map.of("what", "Continue to monitor the situation", "kind", "detect")));

        assertThat(refusal(report))
                .isEqualTo(
                        "the review was not written; 2 problems: patterns[0] cites no evidence: name the"
                                + " evidence_id of the answer that shows it; recommendations[0].what says"
                                + " nothing that a person could start: name the deploy, setting, file,"
                                + " command or threshold, or leave the recommendation out");
    }

    @Test
    void itIsOfferedInAReviewAloneAndThereItIsTheOnlyWrite() {
        assertThat(toolbox.list())
                .filteredOn(tool -> !tool.readOnly())
                .extracting(ToolDescription::name)
                .containsExactly("write_review");
        assertThat(toolbox.list()).hasSameSizeAs(host.toolbox.list());
        assertThat(host.failure("write_review", Map.of()))
                .startsWith("there is no tool \"write_review\"");
        assertThat(SmallHost.failure(call("write_incident", Map.of())))
                .startsWith("there is no tool \"write_incident\"");
        assertThat(toolbox.instructions())
                .contains("write_review")
                .doesNotContain("incident takes");
    }

    @Test
    void textOfStrangersStaysInert() throws IOException {
        String evidence = evidence();
        var report = review(evidence);
        report.put(
                "summary",
                "# Hello\n![x](https://evil.example/x.png) <script>alert(1)</script> @everyone |");
        report.put(
                "key_numbers",
                List.of(
                        Map.of(
                                "name", "a | b `c` [d](https://evil.example)",
                                "value", "---\nid: x",
                                "evidence", List.of(evidence))));

        call("write_review", report);

        assertThat(files().getFirst())
                .content()
                .contains("`![x](https://evil.example/x.png`")
                .contains("\\[`d](https://evil.example`)")
                .doesNotContain("<script")
                .doesNotContain("\n# Hello")
                .doesNotContain("\nid: x")
                .contains("&#124;");
    }
}

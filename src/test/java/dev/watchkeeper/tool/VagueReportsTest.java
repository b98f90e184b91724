package dev.watchkeeper.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports that say nothing are refused with the reason, and honest ones are taken.
class VagueReportsTest {

    private SmallHost host;
    private String logs = "";
    private String events = "";

    @BeforeEach
    void open(@TempDir Path folder) {
        host = new SmallHost(folder);
        Hosts.busy(host);
        logs = asked("query_logs", Map.of("stream", "app"));
        events = asked("query_events", Map.of("stream", "metrics"));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private String asked(String tool, Map<String, Object> arguments) {
        return String.valueOf(host.answer(tool, arguments).get("evidence_id"));
    }

    /// A report that leaves nothing to be asked for.
    private Map<String, Object> good() {
        var report = new LinkedHashMap<String, Object>();
        report.put("title", "Charges fail for want of a user, since pay.py reads it");
        report.put("severity", "SEV2");
        report.put("verdict", "issue");
        report.put(
                "summary", "Charging j2 failed at 09:50 UTC with a KeyError; check pay.py line 7.");
        report.put(
                "cause",
                "pay.py reads a user that jobs of phones do not have, and raises KeyError");
        report.put("confidence", "high");
        report.put("onset", "2026-11-22T09:30:00Z");
        report.put("claims", List.of(shown("j2 failed once with a KeyError in charge", logs)));
        report.put(
                "evidence",
                List.of(Map.of("evidence_id", logs, "quote", "boom: no charge for j2")));
        report.put("impact", List.of(shown("1 of 2 jobs failed, and waits", events)));
        report.put("timeline", List.of(moment("2026-11-22T09:40:00Z", "first KeyError", logs)));
        report.put("disproved_by", "a KeyError of a job that has a user");
        report.put("recovery", "not over; no commit since touches pay.py");
        report.put("fix", "not_fixed");
        report.put(
                "ruled_out",
                List.of(
                        Map.of(
                                "hypothesis", "more load",
                                "why", "2 jobs came, as in each hour before",
                                "evidence", List.of(events))));
        report.put(
                "actions", List.of(action("Let charge() in pay.py refuse a job without a user")));
        report.put(
                "proposed_checks",
                List.of(
                        Map.of(
                                "condition", "failed jobs above 5% for 10 minutes",
                                "why", "would have fired at 09:50 and never before")));
        return report;
    }

    private static Map<String, Object> shown(String text, String evidence) {
        return Map.of("text", text, "evidence", List.of(evidence));
    }

    private static Map<String, Object> moment(String time, String what, String evidence) {
        return Map.of("time", time, "what", what, "evidence", List.of(evidence));
    }

    private static Map<String, Object> action(String what) {
        return Map.of("what", what, "kind", "fix");
    }

    private Map<String, Object> with(Object... keysAndValues) {
        Map<String, Object> report = good();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            report.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return report;
    }

    private void refused(Map<String, Object> report, String... problems) {
        assertThat(host.failure("write_incident", report))
                .isEqualTo(
                        "the incident was not written; "
                                + (problems.length == 1
                                        ? "1 problem: "
                                        : problems.length + " problems: ")
                                + String.join("; ", problems));
        assertThat(host.incidents.list()).isEmpty();
    }

    private void taken(Map<String, Object> report) {
        assertThat(host.answer("write_incident", report)).containsEntry("outcome", "created");
    }

    @Test
    void aCauseWithoutEvidenceIsRefused() {
        refused(
                with("claims", List.of(Map.of("text", "pay.py reads a user", "hypothesis", true))),
                "a cause needs at least one claim with evidence that is not a hypothesis; without one"
                        + " give the cause as \"cannot tell\"");
    }

    @Test
    void highConfidenceThatIsNotEarnedIsRefused() {
        Map<String, Object> report =
                with(
                        "cause",
                        "pay.py probably reads a user that is missing",
                        "impact",
                        List.of(shown("1 of 2 jobs failed, and waits", logs)));
        report.remove("disproved_by");
        report.remove("ruled_out");

        refused(
                report,
                "confidence high needs disproved_by: the observation that would show the cause to be"
                        + " wrong; without one give medium",
                "confidence high needs at least one explanation in ruled_out; without one give medium",
                "confidence high needs two answers that agree, got 1; with fewer give medium",
                "cause says \"probably\", which is not high confidence: give medium or low, or say it"
                        + " without");
    }

    @Test
    void actionsThatNobodyCouldStartAreRefused() {
        IntFunction<String> reason =
                i ->
                        "actions["
                                + i
                                + "].what says nothing that a person could start: name the deploy,"
                                + " setting, file, command or threshold, or leave the action out";

        refused(
                with(
                        "actions",
                        List.of(
                                action("Monitor the situation"),
                                action("Investigate further why charge() fails"),
                                action("Keep an eye on pay.py for the next 24 h"),
                                action("Improve error handling"),
                                action("Check the logs."),
                                action("Consider adding more validation for users"),
                                action("Make the payment code more robust"))),
                reason.apply(0),
                reason.apply(1),
                reason.apply(2),
                reason.apply(3),
                reason.apply(4),
                reason.apply(5),
                reason.apply(6));
    }

    @Test
    void theSameActionTwiceIsRefused() {
        refused(
                with(
                        "actions",
                        List.of(
                                action("Let charge() in pay.py refuse a job without a user"),
                                action("Let charge() in pay.py refuse jobs with no user"),
                                action("Let pay.py's charge() refuse a job without a user."))),
                "actions[2] says the same as actions[0]: leave one of them out");
    }

    @Test
    void aCauseThatOnlySaysWhatFailsIsRefused() {
        refused(
                with("cause", "An unexpected error occurred in the application"),
                "cause only says that something fails: name what brings it about, or give \"cannot"
                        + " tell\"");
        refused(
                with(
                        "title",
                        "Charges of jobs fail in pay.py",
                        "cause",
                        "The charges of jobs are failing in pay.py"),
                "cause only repeats the title: say what brings that about, or give \"cannot tell\"");
    }

    @Test
    void anAmountWithoutAFigureIsRefused() {
        refused(
                with(
                        "claims",
                        List.of(
                                shown("Many jobs failed with a KeyError in charge", logs),
                                shown("Errors increased significantly after the deploy", logs)),
                        "impact",
                        List.of(
                                shown("1 of 2 jobs failed, and waits", events),
                                shown("users are affected", events))),
                "claims[0].text says \"many\" without a figure: give the number, share or time that its"
                        + " evidence shows",
                "claims[1].text says \"increased\" without a figure: give the number, share or time that"
                        + " its evidence shows",
                "impact[1].text has no figure: say how many, of how many, or \"cannot tell, because …\"");
    }

    @Test
    void aSeverityThatTheImpactDoesNotShowIsRefused() {
        refused(
                with("severity", "SEV1", "impact", List.of(shown("1 of 40 jobs failed", events))),
                "severity SEV1 needs impact with evidence that says what is lost and how much, or that"
                        + " half or more fails (\"9 of 10\", \"80%\", \"all\"); without it give SEV2 or"
                        + " less");
        refused(
                with("impact", List.of(Map.of("text", "3 users may be hurt", "hypothesis", true))),
                "severity SEV2 needs impact with evidence and figures (\"12 of 40 jobs\"), or \"cannot"
                        + " tell, because …\"; where nobody is hurt yet give SEV3");
        refused(
                with("verdict", "nominal"),
                "severity must be SEV4 with the verdict nominal, got SEV2");
        refused(
                with("verdict", "anomaly"),
                "severity must be SEV3 or SEV4 with the verdict anomaly, which hurts nobody, got SEV2");
    }

    @Test
    void timesThatCannotBeAreRefused() {
        refused(
                with(
                        "onset",
                        "2026-11-22T10:30:00Z",
                        "timeline",
                        List.of(
                                moment("2026-11-20T09:40:00Z", "a deploy of pay.py", logs),
                                moment("2026-11-22T11:00:00Z", "first KeyError", logs))),
                "onset must not be after 2026-11-22T10:00:00Z, when it was noticed, got"
                        + " 2026-11-22T10:30:00Z: give when it began, or leave it out",
                "timeline[0].time must be at most 24 h before the onset, got 2026-11-20T09:40:00Z: what is"
                        + " older belongs into claims",
                "timeline[1].time must not be after now, 2026-11-22T10:00:00Z, got"
                        + " 2026-11-22T11:00:00Z");
    }

    @Test
    void whatIsSaidWithoutShowingItIsRefused() {
        refused(
                with(
                        "timeline",
                        List.of(Map.of("time", "2026-11-22T09:40:00Z", "what", "first KeyError")),
                        "ruled_out",
                        List.of(Map.of("hypothesis", "more load", "why", "it is as ever"))),
                "timeline[0] cites no evidence: name the evidence_id of the answer that shows it, or leave"
                        + " it out",
                "ruled_out[0] cites no evidence: name the evidence_id of the answer that shows it, or"
                        + " leave it out");
    }

    @Test
    void aFixThatNamesNoCommitAndAReportThatLeavesAPersonAloneAreRefused() {
        refused(
                with(
                        "title",
                        "Service issue detected",
                        "fix",
                        "deployed_stopped",
                        "recovery",
                        "it stopped",
                        "actions",
                        List.of(),
                        "proposed_checks",
                        List.of(
                                Map.of(
                                        "condition",
                                        "too many failed jobs",
                                        "why",
                                        "it would help"))),
                "title names nothing: say which part fails, and how",
                "fix deployed_stopped needs recovery to name the commit or version; without one give"
                        + " cannot_tell",
                "actions must hold at least one where the verdict is issue and a cause is given: what to do"
                        + " now",
                "proposed_checks[0].condition has no threshold: say above or below which figure, for how"
                        + " long");
    }

    @Test
    void whatIsNoMetricIsNotDrawn() {
        refused(
                with("charts", List.of("tts.depth")),
                "charts[0] must be a metric, queue, API or log stream of get_overview, or be left out");
    }

    @Test
    void aWholeReportIsTakenAndItsLogIsDrawn() throws Exception {
        taken(with("charts", List.of("app")));

        try (var files = Files.list(host.folder.resolve("incidents"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())).sorted())
                    .containsExactly(
                            ".lock",
                            "2026-11-22-incident-charges-fail-for-want-of-a-user-since-pay-py-reads-it-1-app-errors.svg",
                            "2026-11-22-incident-charges-fail-for-want-of-a-user-since-pay-py-reads-it.md");
        }
    }

    @Test
    void notKnowingTheCauseIsTaken() {
        Map<String, Object> report =
                with(
                        "cause", "cannot tell",
                        "confidence", "unknown",
                        "claims", List.of(),
                        "impact",
                                List.of(
                                        Map.of(
                                                "text",
                                                "Cannot tell, because no event says which jobs ended")),
                        "actions", List.of());
        report.keySet().removeAll(List.of("disproved_by", "ruled_out", "fix", "recovery", "onset"));

        taken(report);
    }

    @Test
    void thatNothingIsWrongIsTaken() {
        Map<String, Object> report =
                with(
                        "title", "Phones went away: 3 disconnects, as every hour",
                        "verdict", "nominal",
                        "severity", "SEV4",
                        "cause", "phones close connections when they sleep",
                        "confidence", "medium");
        report.keySet()
                .removeAll(
                        List.of("impact", "actions", "proposed_checks", "timeline", "ruled_out"));

        taken(report);
    }

    @Test
    void lossOfDataIsTakenAsTheGravest() {
        taken(
                with(
                        "severity",
                        "SEV1",
                        "impact",
                        List.of(shown("1 of 2 jobs is lost: j2", events))));
    }

    @Test
    void anOddityThatHurtsNobodyIsTaken() {
        Map<String, Object> report =
                with("verdict", "anomaly", "severity", "SEV3", "confidence", "low");
        report.remove("impact");

        taken(report);
    }
}

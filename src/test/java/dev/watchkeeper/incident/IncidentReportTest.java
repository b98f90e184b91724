package dev.watchkeeper.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentReportTest {

    private static IncidentReport report(
            String title,
            String cause,
            Confidence confidence,
            List<IncidentReport.Claim> claims,
            List<IncidentReport.Action> actions) {
        return new IncidentReport(
                title,
                Severity.SEV3,
                Verdict.ISSUE,
                "Page extraction fails since 00:51 UTC.",
                cause,
                confidence,
                null,
                claims,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                FixState.CANNOT_TELL,
                List.of(),
                actions,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null);
    }

    @Test
    void aWholeReportHasNoProblems() {
        assertThat(Reports.gemini().problems()).isEmpty();
        assertThat(Reports.gemini().citedIds()).containsExactly("E5", "E8", "E7");
    }

    @Test
    void notKnowingNeedsNoEvidence() {
        assertThat(
                        report(
                                        "The ledger rejects charges",
                                        "Cannot tell",
                                        Confidence.UNKNOWN,
                                        List.of(),
                                        List.of())
                                .problems())
                .isEmpty();
    }

    @Test
    void everyProblemIsToldAtOnce() {
        IncidentReport report =
                report(
                        "It",
                        "the disk is full",
                        Confidence.UNKNOWN,
                        List.of(
                                new IncidentReport.Claim("it is so", List.of(), false),
                                new IncidentReport.Claim("it may be", List.of("E 1"), true)),
                        List.of(
                                new IncidentReport.Action(
                                        "Monitor the situation closely.",
                                        IncidentReport.ActionKind.DETECT,
                                        "you")));

        assertThatThrownBy(report::requireValid)
                .isInstanceOf(BadRequest.class)
                .hasMessage(
                        "the incident was not written; 7 problems: title must be 5 to 120 characters,"
                                + " got 2; claims[0] cites no evidence: name the evidence_id of the answer"
                                + " that shows it, or set hypothesis to true; claims[1].evidence must hold"
                                + " ids as answers carry them, like E8; actions[0].what says nothing that a"
                                + " person could start: name the deploy, setting, file, command or"
                                + " threshold, or leave the action out; title names nothing: say which part"
                                + " fails, and how; confidence must be high, medium or low when a cause is"
                                + " given; without one give the cause as \"cannot tell\"; a cause needs at"
                                + " least one claim with evidence that is not a hypothesis; without one give"
                                + " the cause as \"cannot tell\"");
    }

    @Test
    void anActionThatNamesSomethingIsOne() {
        for (String what :
                List.of(
                        "check that /srv/app/config.toml sets retry_after",
                        "investigate why deploy 3f2a9c1 removed the back-off",
                        "monitor calls per page, alert above 1.5 for 5 minutes")) {
            assertThat(
                            report(
                                            "The ledger rejects charges",
                                            "cannot tell",
                                            Confidence.UNKNOWN,
                                            List.of(),
                                            List.of(
                                                    new IncidentReport.Action(
                                                            what,
                                                            IncidentReport.ActionKind.FIX,
                                                            "you")))
                                    .problems())
                    .isEmpty();
        }
    }

    @Test
    void aSlugIsMadeOfAnyTitle() {
        assertThat(Slug.of("../../etc/cron.d/x")).isEqualTo("etc-cron-d-x");
        assertThat(Slug.of("Überlast: Größe 3×")).isEqualTo("uberlast-gro-e-3");
        assertThat(Slug.of("数据库\u202E\u0000")).isEqualTo("unnamed");
        assertThat(Slug.of("word ".repeat(50))).hasSizeLessThanOrEqualTo(60).endsWith("word");
        assertThat(Slug.of("x".repeat(255))).isEqualTo("x".repeat(60));
    }
}

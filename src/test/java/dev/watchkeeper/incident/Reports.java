package dev.watchkeeper.incident;

import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reports to write.
final class Reports {

    static final Instant DETECTED = Instant.parse("2026-11-22T00:56:02Z");

    private Reports() {}

    static IncidentReport gemini() {
        return new IncidentReport(
                "Gemini 429s: retries without back-off since deploy 3f2a9c1",
                Severity.SEV2,
                Verdict.ISSUE,
                "Page extraction fails for one page in three since 00:51 UTC [E7]. Pages wait, none is"
                        + " lost. Rolling back 3f2a9c1 should end it within a minute.",
                "retries without back-off since deploy 3f2a9c1 triple the calls to gemini",
                Confidence.HIGH,
                Instant.parse("2026-11-22T00:51:00Z"),
                List.of(
                        new IncidentReport.Claim(
                                "Calls per page went from 1.0 to 3.1 four minutes after the deploy",
                                List.of("E5"),
                                false),
                        new IncidentReport.Claim(
                                "The retry loop ignores retry-after", List.of(), true)),
                List.of(
                        new IncidentReport.Citation(
                                "E8",
                                "page 4: 429 from gemini, retrying",
                                "one job calls three times within 40 ms")),
                List.of(
                        new IncidentReport.Claim(
                                "1,204 of 3,391 pages failed at least once", List.of("E7"), false)),
                List.of(
                        new IncidentReport.Moment(
                                Instant.parse("2026-11-22T00:51:04Z"),
                                Instant.parse("2026-11-22T01:01:00Z"),
                                "calls 310 | 1,000 a minute",
                                List.of("E5")),
                        new IncidentReport.Moment(
                                Instant.parse("2026-11-22T00:47:12Z"),
                                null,
                                "deploy 3f2a9c1",
                                List.of("E5"))),
                "calls per page staying at 3 after a rollback",
                "Not over, and no later commit touches the retry",
                FixState.NOT_FIXED,
                List.of(
                        new IncidentReport.RuledOut(
                                "More demand", "pages per minute as ever", List.of("E5"))),
                List.of(
                        new IncidentReport.Action(
                                "roll back 3f2a9c1", IncidentReport.ActionKind.MITIGATE, "you")),
                List.of(
                        new IncidentReport.ProposedCheck(
                                "calls per page above 1.5 for 5 minutes",
                                "would have fired at 00:56, and never before",
                                "calls-per-page",
                                "> 150 for 5m",
                                null,
                                List.of("gemini_call"),
                                List.of("page_done"))),
                List.of(
                        new IncidentReport.ProposedIgnore(
                                "Background vacuum skipped <*>", "runs only above 2x bloat")),
                List.of("The diff of 3f2a9c1 was not readable: no git source is declared."),
                List.of("p-7c21", "api-gemini-limit"),
                List.of(),
                null);
    }

    /// A report in which every text is the given one.
    static IncidentReport allOf(String text, String finding) {
        String longer = "text: " + text + " and so on, long enough.";
        return new IncidentReport(
                longer,
                Severity.SEV3,
                Verdict.ISSUE,
                longer,
                "it comes from this: " + text,
                Confidence.LOW,
                null,
                List.of(new IncidentReport.Claim(text + " .....", List.of("E1"), false)),
                List.of(new IncidentReport.Citation("E1", text, text)),
                List.of(new IncidentReport.Claim("3 of 4: " + text, List.of(), true)),
                List.of(new IncidentReport.Moment(DETECTED, null, text + " ...", List.of("E1"))),
                "3 times more: " + text,
                text,
                FixState.CANNOT_TELL,
                List.of(new IncidentReport.RuledOut(text + " ...", text + " .....", List.of("E1"))),
                List.of(
                        new IncidentReport.Action(
                                "restart `it`: " + text, IncidentReport.ActionKind.FIX, "you")),
                List.of(
                        new IncidentReport.ProposedCheck(
                                longer, longer, longer, longer, longer, List.of(), List.of())),
                List.of(new IncidentReport.ProposedIgnore(longer, longer)),
                List.of(longer),
                List.of(finding),
                List.of(),
                null);
    }

    static IncidentReport with(
            IncidentReport old, String title, List<String> findings, @Nullable String slug) {
        return new IncidentReport(
                title,
                old.severity(),
                old.verdict(),
                old.summary(),
                old.cause(),
                old.confidence(),
                old.onset(),
                old.claims(),
                old.evidence(),
                old.impact(),
                old.timeline(),
                old.disprovedBy(),
                old.recovery(),
                old.fix(),
                old.ruledOut(),
                old.actions(),
                old.proposedChecks(),
                old.proposedIgnores(),
                old.toolingGaps(),
                findings,
                old.charts(),
                slug);
    }

    static EvidenceSource evidence() {
        return id ->
                switch (id) {
                    case "E8" ->
                            Optional.of(
                                    new CitedEvidence(
                                            "E8",
                                            "get_log_context",
                                            "job_9a60d7",
                                            new TimeRange(
                                                    Instant.parse("2026-11-22T00:53:10Z"),
                                                    Instant.parse("2026-11-22T00:53:11Z")),
                                            List.of(
                                                    "00:53:10.401 INFO page 4: calling gemini",
                                                    "00:53:10.412 WARN page 4: 429 from gemini,"
                                                            + " retrying",
                                                    "00:53:10.431 WARN page 4: 429 from gemini,"
                                                            + " retrying")));
                    case "E5" ->
                            Optional.of(
                                    new CitedEvidence(
                                            "E5", "query_events", "", null, List.of("3.1")));
                    default -> Optional.empty();
                };
    }
}

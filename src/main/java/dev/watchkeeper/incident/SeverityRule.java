package dev.watchkeeper.incident;

import dev.watchkeeper.incident.IncidentReport.Claim;
import dev.watchkeeper.model.Severity;
import java.util.List;
import java.util.Optional;

/// By what rule an incident has its severity. The whole table; impact counts as shown where it
/// cites an answer and is no hypothesis:
///
/// | severity | rule | needs |
/// |---|---|---|
/// | SEV1 | data is lost | verdict issue; shown impact that says what is lost, and how much |
/// | SEV1 | the service is down | verdict issue; shown impact of half or more, or of all |
/// | SEV2 | users are hurt now | verdict issue; shown impact with figures |
/// | SEV2 | users are hurt, how many cannot be told | verdict issue; impact "cannot tell, because …" |
/// | SEV3 | it will hurt if it goes on | verdict issue or anomaly |
/// | SEV4 | worth knowing | any verdict |
///
/// Of the rules of a severity the first that a report meets applies.
public enum SeverityRule {
    LOSS(Severity.SEV1, "data is lost"),
    DOWN(Severity.SEV1, "the service is down"),
    HURT(Severity.SEV2, "users are hurt now"),
    HURT_UNCOUNTED(Severity.SEV2, "users are hurt, how many cannot be told"),
    WILL_HURT(Severity.SEV3, "it will hurt if it goes on"),
    WORTH_KNOWING(Severity.SEV4, "it is worth knowing");

    private static final double HALF = 0.5;

    private final Severity severity;
    private final String words;

    SeverityRule(Severity severity, String words) {
        this.severity = severity;
        this.words = words;
    }

    /// The rule as a clause, to stand after "because".
    public String words() {
        return words;
    }

    /// The rule by which the report has the severity that it gives; empty where none fits.
    static Optional<SeverityRule> of(IncidentReport report) {
        for (SeverityRule rule : values()) {
            if (rule.severity == report.severity() && rule.fits(report)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    /// The impact that the rule rests on; empty for rules that need none.
    List<Claim> basis(IncidentReport report) {
        return report.impact().stream().filter(this::rests).toList();
    }

    /// What is missing for the severity that a report gives, as a sentence.
    static String missing(IncidentReport report) {
        return switch (report.verdict()) {
            case NOMINAL ->
                    "severity must be SEV4 with the verdict nominal, got " + report.severity();
            case ANOMALY ->
                    "severity must be SEV3 or SEV4 with the verdict anomaly, which hurts nobody, got "
                            + report.severity();
            case ISSUE ->
                    report.severity() == Severity.SEV1
                            ? "severity SEV1 needs impact with evidence that says what is lost and how"
                                    + " much, or that half or more fails (\"9 of 10\", \"80%\", \"all\");"
                                    + " without it give SEV2 or less"
                            : "severity SEV2 needs impact with evidence and figures (\"12 of 40 jobs\"),"
                                    + " or \"cannot tell, because …\"; where nobody is hurt yet give SEV3";
        };
    }

    private boolean fits(IncidentReport report) {
        return switch (this) {
            case WORTH_KNOWING -> true;
            case WILL_HURT -> report.verdict() != Verdict.NOMINAL;
            case LOSS, DOWN, HURT, HURT_UNCOUNTED ->
                    report.verdict() == Verdict.ISSUE
                            && report.impact().stream().anyMatch(this::rests);
        };
    }

    private boolean rests(Claim impact) {
        boolean shown = !impact.hypothesis() && !impact.evidence().isEmpty();
        String text = impact.text();
        return switch (this) {
            case LOSS -> shown && Amounts.loss(text) && Amounts.stated(text);
            case DOWN -> shown && Amounts.share(text) >= HALF;
            case HURT -> shown && Amounts.stated(text) && !Amounts.untold(text);
            case HURT_UNCOUNTED -> Amounts.untold(text);
            case WILL_HURT, WORTH_KNOWING -> false;
        };
    }
}

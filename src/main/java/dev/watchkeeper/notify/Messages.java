package dev.watchkeeper.notify;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What people are told, made of findings and their figures: first the facts, later the diagnosis.
/// Pure.
public final class Messages {

    private static final int MOST_FINDINGS = 5;

    private final DateTimeFormatter minute;

    /// Messages whose times are those of `zone`.
    public Messages(ZoneId zone) {
        this.minute = DateTimeFormatter.ofPattern("HH:mm z", Locale.ENGLISH).withZone(zone);
    }

    /// What an investigation left behind.
    ///
    /// @param incident the id of the incident
    /// @param title of the incident, as its file has it
    /// @param cause in one sentence, or `cannot tell`
    /// @param confidence in one word
    public record Diagnosis(
            String incident, Severity severity, String title, String cause, String confidence) {}

    /// Why an investigation does not take place now.
    ///
    /// @param reason as a clause
    /// @param until when one may begin at the earliest, or null when that is not known
    /// @param findings how many findings deserve one
    public record Withheld(String reason, @Nullable Instant until, int findings) {}

    /// What a budget left out.
    ///
    /// @param findings how many findings deserved an investigation
    /// @param gone how many of them are gone meanwhile
    /// @param now how many findings are investigated now
    /// @param since when the first of them was left out
    /// @param reason why, as a clause
    public record LeftOut(int findings, int gone, int now, Instant since, String reason) {}

    /// The first message about findings: what, how often, since when, and what happens next.
    ///
    /// @param findings the gravest first
    /// @param hearBy when the follow-up comes at the latest, or null when nobody investigates
    /// @param withheld why nobody investigates, or null
    public Notification first(
            String id,
            List<Finding> findings,
            @Nullable Instant hearBy,
            @Nullable Withheld withheld,
            Instant now) {
        Finding main = findings.getFirst();
        var lines = new ArrayList<String>();
        main.facts().forEach(fact -> lines.add(sentence(fact)));
        lines.addAll(Groups.others(findings));
        String runbook = main.runbook() == null ? "" : " Runbook: " + main.runbook();
        if (hearBy != null) {
            lines.add("Investigating; you will hear by " + time(hearBy) + "." + runbook);
        } else if (withheld != null) {
            lines.add(
                    "Not investigated"
                            + (withheld.findings() > 1
                                    ? String.format(" (%,d findings)", withheld.findings())
                                    : "")
                            + ": "
                            + withheld.reason()
                            + (withheld.until() == null
                                    ? ""
                                    : "; the next may begin at " + time(withheld.until()))
                            + "."
                            + runbook);
        } else if (!runbook.isEmpty()) {
            lines.add(runbook.strip());
        }
        return new Notification(
                id,
                Notification.Kind.FIRST,
                main.id(),
                main.severity(),
                main.severity()
                        + " · "
                        + main.subject()
                        + ": "
                        + main.title()
                        + ", "
                        + word(main)
                        + " since "
                        + time(main.first()),
                lines,
                null,
                now);
    }

    /// Investigations may begin again after the budget was used up.
    ///
    /// @param gravest of what was left out
    public Notification budgetIsBack(String id, Severity gravest, LeftOut leftOut, Instant now) {
        var lines = new ArrayList<String>();
        lines.add(
                String.format(
                        "Since %s %,d %s: %s.",
                        time(leftOut.since()),
                        leftOut.findings(),
                        leftOut.findings() == 1
                                ? "finding got no investigation"
                                : "findings got no investigation",
                        leftOut.reason()));
        lines.add(
                String.format(
                        "%,d of them gone meanwhile; %s.",
                        leftOut.gone(),
                        leftOut.now() == 0
                                ? "nothing is left to investigate"
                                : String.format("%,d investigated now", leftOut.now())));
        return new Notification(
                id,
                Notification.Kind.SERVICE,
                "budget",
                gravest,
                "Investigations may begin again",
                lines,
                null,
                now);
    }

    /// The follow-up: the diagnosis, or that there is none and why.
    ///
    /// @param about what was investigated, the gravest first
    /// @param diagnosis null when no incident was written
    /// @param failure why there is no diagnosis by Claude, or none at all, as a sentence; or null
    public Notification followUp(
            String id,
            List<Finding> about,
            @Nullable Diagnosis diagnosis,
            @Nullable String failure,
            Instant now) {
        Finding main = about.getFirst();
        var lines = new ArrayList<String>();
        if (failure != null) {
            lines.add(sentence(failure));
        }
        if (diagnosis == null) {
            lines.add("The facts are those of the first message; nothing more was found out.");
        } else {
            lines.add(
                    diagnosis.cause().startsWith("cannot tell")
                            ? "Cause: cannot tell from what is there."
                            : "Cause ("
                                    + diagnosis.confidence()
                                    + " confidence): "
                                    + diagnosis.cause());
            lines.add(
                    (failure == null ? "Incident: " : "Facts and the rule-based report: ")
                            + diagnosis.incident());
        }
        Severity severity = diagnosis == null ? main.severity() : diagnosis.severity();
        String title = diagnosis == null ? main.subject() + ": " + main.title() : diagnosis.title();
        return new Notification(
                id,
                Notification.Kind.FOLLOW_UP,
                main.id(),
                severity,
                severity + " · " + title,
                lines,
                diagnosis == null ? null : diagnosis.incident(),
                now);
    }

    /// The diagnosis is late: the facts as they are, for a person to look while the investigation
    /// goes on.
    ///
    /// @param about what is investigated, the gravest first
    /// @param after how long there is no diagnosis
    /// @param progress what the investigation did so far, as a sentence
    public Notification urgent(
            String id, List<Finding> about, Duration after, String progress, Instant now) {
        Finding main = about.getFirst();
        var lines = new ArrayList<String>();
        lines.add("No diagnosis after " + Span.words(after) + ": please look yourself.");
        lines.add(
                String.format(
                        "Seen %,d times since %s, last at %s.",
                        main.count(), time(main.first()), time(main.last())));
        main.facts().forEach(fact -> lines.add(sentence(fact)));
        lines.addAll(Groups.others(about));
        lines.add(sentence(progress));
        if (main.runbook() != null) {
            lines.add("Runbook: " + main.runbook());
        }
        return new Notification(
                id,
                Notification.Kind.URGENT,
                main.id(),
                main.severity(),
                main.severity() + " · urgent · " + main.subject() + ": " + main.title(),
                lines,
                null,
                now);
    }

    /// What people were told of is measured gone.
    public Notification resolved(String id, List<Finding> findings, Instant now) {
        Finding main = findings.getFirst();
        var lines = new ArrayList<String>();
        main.facts().forEach(fact -> lines.add(sentence(fact)));
        findings.stream()
                .skip(1)
                .limit(MOST_FINDINGS)
                .forEach(f -> lines.add("also gone: " + f.title()));
        if (findings.size() > 1 + MOST_FINDINGS) {
            lines.add(String.format("and %,d more gone", findings.size() - 1 - MOST_FINDINGS));
        }
        lines.add("Recovered, not fixed: look for what was changed, or expect it again.");
        return new Notification(
                id,
                Notification.Kind.RESOLVED,
                main.id(),
                main.severity(),
                "Resolved · " + main.subject() + ": " + main.title(),
                lines,
                null,
                now);
    }

    /// What a review came to.
    ///
    /// @param review the id of its file
    /// @param verdict in one word
    /// @param severity of its gravest issue
    /// @param failure why it is not Claude's, as a sentence, or null
    public Notification review(
            String review,
            String verdict,
            Severity severity,
            String summary,
            @Nullable String failure,
            Instant now) {
        var lines = new ArrayList<String>();
        if (failure != null) {
            lines.add(sentence(failure));
        }
        lines.add(sentence(summary));
        lines.add((failure == null ? "Review: " : "The rule-based review: ") + review);
        return new Notification(
                review,
                Notification.Kind.REVIEW,
                review,
                severity,
                severity + " · review: " + verdict,
                lines,
                null,
                now);
    }

    private String time(Instant at) {
        return minute.format(at);
    }

    /// The state of a finding, in a word.
    static String word(Finding finding) {
        return finding.state().name().toLowerCase(Locale.ROOT);
    }

    private static String sentence(String fact) {
        String text =
                fact.isEmpty() ? fact : Character.toUpperCase(fact.charAt(0)) + fact.substring(1);
        return text.endsWith(".") ? text : text + ".";
    }
}

package dev.watchkeeper.notify;

import dev.watchkeeper.incident.IncidentReport;
import dev.watchkeeper.model.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The second message about findings: what the investigation came to, or that it came to nothing.
public final class FollowUp {

    private FollowUp() {}

    /// A diagnosis. Its words are the investigator's, who read logs of strangers: they are told as
    /// text, with how sure they are.
    ///
    /// @param findings what was told first, at least one
    /// @param episode the occasion, as in the first message
    public static Notification diagnosed(
            List<Finding> findings,
            String episode,
            IncidentReport report,
            String incident,
            Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(
                report.cannotTell()
                        ? "The cause cannot be told from the evidence."
                        : "Cause ("
                                + report.confidence().word()
                                + " confidence): "
                                + sentence(report.cause()));
        lines.add(sentence(report.summary()));
        if (report.recovery() != null && !report.recovery().isBlank()) {
            lines.add(sentence(report.recovery()));
        }
        if (!report.actions().isEmpty()) {
            lines.add("Try: " + sentence(report.actions().getFirst().what()));
        }
        lines.add("Incident: " + incident);
        return message(
                findings,
                episode,
                report.severity() + " · " + report.title(),
                lines,
                incident,
                now);
    }

    /// No diagnosis.
    ///
    /// @param reason why, as a sentence of our own: "Claude did not answer in 3 minutes"
    /// @param incident where the facts and the report by rules are, or null when there is neither
    public static Notification withoutDiagnosis(
            List<Finding> findings,
            String episode,
            String reason,
            @Nullable String incident,
            Instant now) {
        Finding gravest = FirstNotice.gravestFirst(findings).getFirst();
        List<String> lines = new ArrayList<>();
        lines.add("No diagnosis: " + sentence(reason));
        lines.addAll(gravest.facts().stream().limit(3).toList());
        if (incident != null) {
            lines.add("Facts and the rule-based report are in " + incident + ".");
        }
        return message(
                findings,
                episode,
                FirstNotice.named(gravest.severity(), gravest),
                lines,
                incident,
                now);
    }

    private static Notification message(
            List<Finding> findings,
            String episode,
            String title,
            List<String> lines,
            @Nullable String incident,
            Instant now) {
        Finding gravest = FirstNotice.gravestFirst(findings).getFirst();
        return new Notification(
                "follow-up:" + gravest.id() + ":" + episode,
                Notification.Kind.FOLLOW_UP,
                gravest.id(),
                gravest.severity(),
                title,
                lines,
                incident,
                now);
    }

    private static String sentence(String text) {
        String plain = text.strip();
        return plain.isEmpty() || ".!?".indexOf(plain.charAt(plain.length() - 1)) >= 0
                ? plain
                : plain + ".";
    }
}

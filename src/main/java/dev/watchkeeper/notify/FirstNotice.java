package dev.watchkeeper.notify;

import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first message about findings: the facts that the check computed, before anybody has looked.
public final class FirstNotice {

    private static final int OTHERS_NAMED = 4;

    private FirstNotice() {}

    /// The message about some findings, gravest first, told as one.
    ///
    /// @param findings at least one
    /// @param episode what tells this occasion from the next of the same finding, so that a
    ///   repeated run says the same and is heard once
    /// @param promise when people hear more, or null when nobody investigates
    /// @param clock how times are told
    public static Notification of(
            List<Finding> findings,
            String episode,
            @Nullable Instant promise,
            ClockText clock,
            Instant now) {
        List<Finding> ordered = gravestFirst(findings);
        Finding gravest = ordered.getFirst();
        List<String> lines = new ArrayList<>();
        if (!gravest.facts().isEmpty()) {
            lines.add(String.join(" ", gravest.facts()));
        }
        for (Finding other : ordered.subList(1, Math.min(ordered.size(), 1 + OTHERS_NAMED))) {
            lines.add("also " + headline(other, clock));
        }
        if (ordered.size() > 1 + OTHERS_NAMED) {
            lines.add("and " + (ordered.size() - 1 - OTHERS_NAMED) + " more findings");
        }
        String next =
                promise == null
                        ? "Nobody investigates by itself."
                        : "Investigating; you will hear by " + clock.time(promise, now) + ".";
        lines.add(gravest.runbook() == null ? next : next + " Runbook: " + gravest.runbook());
        return new Notification(
                "first:" + gravest.id() + ":" + episode,
                Notification.Kind.FIRST,
                gravest.id(),
                gravest.severity(),
                headline(gravest, clock),
                lines,
                null,
                now);
    }

    /// The message that a finding was measured gone, which does not say that it was mended.
    public static Notification resolved(
            Finding finding, String episode, ClockText clock, Instant now) {
        return new Notification(
                "resolved:" + finding.id() + ":" + episode,
                Notification.Kind.RESOLVED,
                finding.id(),
                finding.severity(),
                named(finding.severity(), finding) + ", gone",
                List.of(
                        "Last seen "
                                + clock.time(finding.last(), now)
                                + ". That it is gone does not mean that it is fixed."),
                null,
                now);
    }

    static List<Finding> gravestFirst(List<Finding> findings) {
        return findings.stream()
                .sorted(
                        Comparator.comparing(Finding::severity)
                                .thenComparing(Comparator.comparingLong(Finding::count).reversed()))
                .toList();
    }

    /// What is wrong in a line, without when.
    static String named(Severity severity, Finding finding) {
        String title = Characters.cut(Characters.line(finding.title()), 120).text();
        return severity
                + " · "
                + (title.contains(finding.subject()) ? "" : finding.subject() + ": ")
                + title;
    }

    private static String headline(Finding finding, ClockText clock) {
        String since = " since " + clock.time(finding.first(), finding.last());
        return named(finding.severity(), finding)
                + switch (finding.state()) {
                    case NEW -> ", new" + since;
                    case ONGOING -> ", ongoing" + since;
                    case ESCALATING -> ", escalating";
                    case REGRESSED -> ", back" + since;
                    case RESOLVED -> ", gone";
                };
    }
}

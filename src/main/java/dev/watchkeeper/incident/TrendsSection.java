package dev.watchkeeper.incident;

import dev.watchkeeper.model.Span;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What incidents have in common, in Markdown: in a review, and for a person who asks. Said by us
/// and not by whoever wrote incidents; what is quoted of them is inert.
public final class TrendsSection {

    private static final int MOST_ACTIONS = 20;

    private TrendsSection() {}

    /// The lines below a heading; empty when there is nothing to tell.
    public static List<String> of(Trends trends) {
        var lines = new ArrayList<String>();
        if (trends.incidents() > 0) {
            lines.add(
                    "- "
                            + counted(trends.incidents(), "incident")
                            + " in "
                            + Span.words(trends.range().length())
                            + times(trends));
        }
        for (Trends.Recurring one : trends.recurring()) {
            lines.add(
                    "- recurs: "
                            + one.times()
                            + " times, "
                            + between(one.shortest(), one.longest())
                            + " apart, the same "
                            + (one.finding() == null
                                    ? "cause"
                                    : "finding " + Markdown.code(one.finding()))
                            + "; last "
                            + Markdown.code(one.last()));
        }
        Trends.Messages messages = trends.messages();
        if (messages.count() > 0) {
            lines.add(
                    "- "
                            + counted(messages.count(), "message")
                            + " to people, "
                            + String.format(Locale.ROOT, "%.1f", messages.perWeek())
                            + " a week; "
                            + messages.atNight()
                            + " at night (22 to 7)"
                            + night(messages));
        }
        actions(trends.actions(), lines);
        return lines;
    }

    private static String times(Trends trends) {
        String means =
                List.of(
                                mean("detected", trends.toDetect()),
                                mean("diagnosed", trends.toDiagnose()),
                                mean("gone", trends.toResolve()))
                        .stream()
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", "));
        return means.isEmpty() ? "" : "; on average " + means;
    }

    private static String mean(String what, Trends.Mean mean) {
        @Nullable Duration length = mean.length();
        return length == null
                ? ""
                : what + " after " + Span.words(length) + " (of " + mean.incidents() + ")";
    }

    private static String between(Duration shortest, Duration longest) {
        String one = Span.words(shortest);
        String other = Span.words(longest);
        return one.equals(other) ? one : one + " to " + other;
    }

    private static String night(Trends.Messages messages) {
        if (messages.atNight() == 0) {
            return "";
        }
        return ": "
                + messages.hours().entrySet().stream()
                        .map(hour -> hour.getKey() + "h " + hour.getValue())
                        .collect(Collectors.joining(", "))
                + "; most of them about "
                + messages.wakers().stream()
                        .limit(3)
                        .map(waker -> Markdown.code(waker.about()) + " (" + waker.messages() + ")")
                        .collect(Collectors.joining(", "));
    }

    private static void actions(List<Trends.OpenAction> actions, List<String> lines) {
        if (actions.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(
                counted(actions.size(), "action")
                        + " of incidents "
                        + (actions.size() == 1 ? "is" : "are")
                        + " open (`watchkeeper actions --done N`):");
        lines.add("");
        lines.add("| N | since | owner | kind | what | incident |");
        lines.add("|---|---|---|---|---|---|");
        for (Trends.OpenAction action :
                actions.subList(0, Math.min(MOST_ACTIONS, actions.size()))) {
            lines.add(
                    "| "
                            + action.number()
                            + " | "
                            + action.made().atZone(ZoneOffset.UTC).toLocalDate()
                            + " | "
                            + Markdown.cell(action.owner())
                            + " | "
                            + Markdown.cell(action.kind())
                            + " | "
                            + Markdown.cell(action.what())
                            + " | "
                            + Markdown.cell(action.incident())
                            + " |");
        }
        if (actions.size() > MOST_ACTIONS) {
            lines.add("");
            lines.add((actions.size() - MOST_ACTIONS) + " more: `watchkeeper actions`.");
        }
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}

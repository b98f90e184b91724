package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.budget.Objective;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What tools.yaml says of one objective: which events it counts, which of them are good, and how
/// many shall be.
@Doc("an objective: the share of events, or of log entries, that shall be good")
public record SloConfig(
        @Doc("the share that shall be good, such as 99.9%") Objective objective,
        @Doc("the rolling time it is held over") @Default("30d") Duration window,
        @Doc("event stream; may be left out when there is only one") @Nullable String stream,
        @Doc("event types that count; or give good and bad, which then are all that count")
                List<String> event,
        @Doc("exact values of fields that the counted events must have") Map<String, String> where,
        @Doc("which of them are good") @Nullable SloSelection good,
        @Doc("which of them are bad") @Nullable SloSelection bad,
        @Doc("latency: numeric field of the counted events") @Nullable String value,
        @Doc("latency: events whose value is below this are good, in the unit of the value")
                @Nullable Double below,
        @Doc("log stream, in place of events: its entries are counted") @Nullable String log,
        @Doc("the least grave level of log entries that are bad, such as ERROR")
                @Nullable Level level,
        @Doc("loggers whose entries count; left out, all of the log") List<String> logger,
        @Doc("alerts need at least this many bad events in their long window") @Default("5")
                int minBad,
        @Doc("what it promises, in a sentence") @Nullable String describe,
        @Doc("what is known of it; returned with its status") List<String> notes) {

    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    public SloConfig {
        if (window.compareTo(SHORTEST) < 0 || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("window must be from 1d to 366d");
        }
        if (minBad < 1) {
            throw new IllegalArgumentException("min_bad must be at least 1");
        }
        if ((log == null) != (level == null) || (log == null && !logger.isEmpty())) {
            throw new IllegalArgumentException(
                    "log and level belong together, and logger is for a log");
        }
        boolean events =
                stream != null || !event.isEmpty() || good != null || bad != null || value != null;
        if (log != null && (events || !where.isEmpty())) {
            throw new IllegalArgumentException("give either a log or events, not both");
        }
        if ((value == null) != (below == null)) {
            throw new IllegalArgumentException(
                    "value and below belong together: the field, and the bound below which it is good");
        }
        if (log == null) {
            events(event, where, good, bad, value);
        }
    }

    private static void events(
            List<String> event,
            Map<String, String> where,
            @Nullable SloSelection good,
            @Nullable SloSelection bad,
            @Nullable String value) {
        if (event.isEmpty()) {
            if (good == null || bad == null || good.event().isEmpty() || bad.event().isEmpty()) {
                throw new IllegalArgumentException(
                        "give event, the types that count, with one of good, bad, or value and below; or"
                                + " good and bad with an event each; or log and level");
            }
            if (!where.isEmpty()) {
                throw new IllegalArgumentException("where belongs to event");
            }
            return;
        }
        int ways = (good == null ? 0 : 1) + (bad == null ? 0 : 1) + (value == null ? 0 : 1);
        if (ways != 1) {
            throw new IllegalArgumentException(
                    "of the events that count, say one of good, bad, or value and below");
        }
        SloSelection part = good != null ? good : bad;
        if (part != null && !event.containsAll(part.event())) {
            throw new IllegalArgumentException(
                    "the event types of good and bad must be among those of event, which are all that count");
        }
    }
}

package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.model.Direction;
import dev.watchkeeper.schema.Doc;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What tools.yaml says of one number over time: counted or measured in events, or asked by SQL.
@Doc("one number over time: from events, or by SQL")
public record MeasureConfig(
        @Doc("event stream; may be left out when there is only one") @Nullable String stream,
        @Doc("event types that are counted or measured") List<String> event,
        @Doc("exact values of fields that the events must have") Map<String, String> where,
        @Doc("numeric field of the events; without it they are counted") @Nullable String value,
        @Doc("event types of which these are a share, in percent") List<String> of,
        @Doc("SQL source, in place of events") @Nullable String source,
        @Doc(
                        "read-only SQL: one number as of now, which is sampled; or, with columns time and value and the"
                                + " parameters :from and :until, its whole history")
                @Nullable String statement,
        @Doc("how values become one number: count, sum, avg, min, max, last, p50, p95, p99")
                @Nullable Aggregate aggregate,
        @Doc("unit of the values, such as ms, %, MB") @Nullable String unit,
        @Doc("which way is bad: high, low or both") @Nullable Direction bad,
        @Doc("what is normal: \"< 10\", \"5..20\", or words") @Nullable Condition normal,
        @Doc("what is concerning: \"> 20 for 5m\", \"any\"") @Nullable Condition concerning,
        @Doc("what it must not reach, in its unit: forecast and headroom are told against it")
                @Nullable Double limit,
        @Doc("distance of its points, such as 1m") @Nullable Duration every,
        @Doc("what it is, in a sentence") @Nullable String describe,
        @Doc("what is known of it; returned with its values") List<String> notes) {

    public MeasureConfig {
        if (event.isEmpty() == (statement == null)) {
            throw new IllegalArgumentException(
                    event.isEmpty()
                            ? "give event types to count or measure, or an SQL statement"
                            : "give either event or statement, not both");
        }
        if ((source == null) != (statement == null)) {
            throw new IllegalArgumentException("source and statement belong together");
        }
        if (event.isEmpty() && (value != null || !of.isEmpty() || !where.isEmpty())) {
            throw new IllegalArgumentException("value, of and where are for events");
        }
        if (value != null && !of.isEmpty()) {
            throw new IllegalArgumentException(
                    "of makes a share of counted events, so there is no value");
        }
    }
}

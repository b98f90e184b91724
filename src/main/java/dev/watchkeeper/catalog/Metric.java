package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.model.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One measured quantity with a history: declared in tools.yaml, part of a queue or an API, or of
/// the host.
///
/// @param name `tts.depth`, `gemini.calls`, `host.cpu_percent`, or the name under `metrics`
/// @param unit of its values, such as `ms`, `%` or `per minute`; null for plain numbers
/// @param direction which way is bad
/// @param aggregate how a stretch of time becomes one number
/// @param step the natural distance of its points: below it there is nothing to see
/// @param normal what its operator calls normal, or null
/// @param concerning what its operator calls concerning, or null
/// @param limit what it must not reach, in its unit, or null: a capacity, a quota, 100%
/// @param describe what it is, in a sentence, or null
/// @param notes what is known of it; they travel with its values
/// @param origin where it comes from
public record Metric(
        String name,
        @Nullable String unit,
        Direction direction,
        Aggregate aggregate,
        Duration step,
        @Nullable Condition normal,
        @Nullable Condition concerning,
        @Nullable Double limit,
        @Nullable String describe,
        List<String> notes,
        Origin origin,
        MetricReader reader) {

    /// The same quantity, read in another way.
    public Metric readBy(MetricReader other) {
        return changed(concerning, limit, notes, other);
    }

    /// The same quantity, with a further note.
    public Metric with(String note) {
        var all = new ArrayList<>(notes);
        all.add(note);
        return changed(concerning, limit, List.copyOf(all), reader);
    }

    /// The same quantity, with another condition that is concerning.
    public Metric concerningAt(Condition condition) {
        return changed(condition, limit, notes, reader);
    }

    /// The same quantity, without a limit.
    public Metric unlimited() {
        return changed(concerning, null, notes, reader);
    }

    private Metric changed(
            @Nullable Condition otherConcerning,
            @Nullable Double otherLimit,
            List<String> otherNotes,
            MetricReader otherReader) {
        return new Metric(
                name,
                unit,
                direction,
                aggregate,
                step,
                normal,
                otherConcerning,
                otherLimit,
                describe,
                otherNotes,
                origin,
                otherReader);
    }
}

package dev.watchkeeper.catalog;

import dev.watchkeeper.model.Event;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What one metric takes from the events of a stream: which events, and which number of each.
///
/// @param types the event types
/// @param where exact values of fields that the events must have
/// @param values the numeric fields added up for one number; without any, each event counts as 1
/// @param between a field whose number must lie between two bounds, or null
/// @param fields all fields that must be read for it
public record EventMeasure(
        EventStream stream,
        Set<String> types,
        Map<String, String> where,
        List<String> values,
        @Nullable Between between,
        Set<String> fields) {

    /// A field whose number must lie between two bounds, both included: a class of HTTP status.
    ///
    /// @param except a number in between that is not meant, or null
    public record Between(String field, double low, double high, @Nullable Double except) {

        boolean holds(Event event) {
            Double number = EventNumber.of(event.fields().get(field));
            return number != null
                    && number >= low
                    && number <= high
                    && !Objects.equals(number, except);
        }
    }

    public static EventMeasure of(
            EventStream stream, Set<String> types, Map<String, String> where, List<String> values) {
        return of(stream, types, where, values, null);
    }

    public static EventMeasure of(
            EventStream stream,
            Set<String> types,
            Map<String, String> where,
            List<String> values,
            @Nullable Between between) {
        var fields = new TreeSet<>(where.keySet());
        fields.addAll(values);
        if (between != null) {
            fields.add(between.field());
        }
        return new EventMeasure(
                stream, Set.copyOf(types), Map.copyOf(where), List.copyOf(values), between, fields);
    }

    /// The number of an event: NaN when the event is none of these, or holds none of the fields.
    public double of(Event event) {
        if (!types.contains(event.type())) {
            return Double.NaN;
        }
        for (var wanted : where.entrySet()) {
            if (!wanted.getValue()
                    .equals(Objects.toString(event.fields().get(wanted.getKey()), null))) {
                return Double.NaN;
            }
        }
        if (between != null && !between.holds(event)) {
            return Double.NaN;
        }
        if (values.isEmpty()) {
            return 1;
        }
        double sum = Double.NaN;
        for (String field : values) {
            Double number = EventNumber.of(event.fields().get(field));
            if (number != null) {
                sum = Double.isNaN(sum) ? number : sum + number;
            }
        }
        return sum;
    }
}

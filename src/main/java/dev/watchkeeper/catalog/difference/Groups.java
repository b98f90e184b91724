package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.difference.Tallies;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The values of the fields that entries or events carry, counted: workers, versions, hosts. A
/// field with many values is no group but an id or a quantity, and is let go. Bounded memory.
///
/// @param <K> what kinds of entries are told apart by
final class Groups<K> {

    private static final int MOST_FIELDS = 40;
    private static final int MOST_VALUES = 24;

    /// Numbers with more values than this measure something.
    private static final int MOST_NUMBERS = 12;

    private static final int LONGEST_VALUE = 60;
    private static final int MOST_TALLIES = 20_000;
    private static final int SEVERAL = 3;

    private final Set<String> ids;
    private final Map<String, Field<K>> fields = new LinkedHashMap<>();
    private int tallies;

    /// @param ids names of fields that say which request an entry belongs to
    Groups(Collection<String> ids) {
        this.ids = Set.copyOf(ids);
    }

    /// One field while it is being counted.
    private static final class Field<K> {
        final Map<String, Value<K>> values = new LinkedHashMap<>();
        boolean numbers;
        boolean dropped;
    }

    /// One value of a field.
    static final class Value<K> {
        private final Tallies all = new Tallies();
        private final Map<K, Tallies> byKind = new HashMap<>();

        Tallies all() {
            return all;
        }

        Map<K, Tallies> byKind() {
            return byKind;
        }
    }

    void add(K kind, int cell, Map<String, ?> carried) {
        carried.forEach((name, value) -> {
            if (!ids.contains(name)) {
                add(kind, cell, name, value);
            }
        });
    }

    private void add(K kind, int cell, String name, @Nullable Object value) {
        Field<K> field = fields.get(name);
        if (field == null) {
            if (fields.size() >= MOST_FIELDS) {
                return;
            }
            field = new Field<>();
            fields.put(name, field);
        }
        if (field.dropped || value == null) {
            return;
        }
        String text = value.toString();
        if (text.isEmpty()) {
            return;
        }
        field.numbers |= value instanceof Number || digits(text);
        Value<K> found = field.values.get(text);
        if (found == null) {
            int most = field.numbers ? MOST_NUMBERS : MOST_VALUES;
            if (value instanceof Double
                    || text.length() > LONGEST_VALUE
                    || text.indexOf('{') >= 0
                    || field.values.size() >= most) {
                field.dropped = true;
                field.values.clear();
                return;
            }
            found = new Value<>();
            field.values.put(text, found);
        }
        found.all.add(cell);
        Tallies ofKind = found.byKind.get(kind);
        if (ofKind == null) {
            if (tallies >= MOST_TALLIES) {
                return;
            }
            tallies++;
            ofKind = new Tallies();
            found.byKind.put(kind, ofKind);
        }
        ofKind.add(cell);
    }

    private static boolean digits(String text) {
        return text.chars().allMatch(c -> Character.isDigit(c) || c == '.');
    }

    /// The fields with few values.
    Map<String, Map<String, Value<K>>> fields() {
        var found = new LinkedHashMap<String, Map<String, Value<K>>>();
        fields.forEach((name, field) -> {
            if (!field.dropped) {
                found.put(name, field.values);
            }
        });
        return found;
    }

    /// The fields that tell groups apart: those that divide a kind, of which two values came each
    /// several times with it. Where each kind has one value, that is only another name for it, as
    /// the line of code that wrote a message.
    Map<String, Map<String, Value<K>>> dividing() {
        var found = fields();
        found.values().removeIf(values -> !divides(values.values()));
        return found;
    }

    private static <K> boolean divides(Collection<Value<K>> values) {
        var met = new HashSet<K>();
        for (Value<K> value : values) {
            for (var ofKind : value.byKind.entrySet()) {
                if (ofKind.getValue().total() >= SEVERAL && !met.add(ofKind.getKey())) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The same kinds under other names, those of one name together.
    <L> Groups<L> renamed(Function<K, L> name) {
        var renamed = new Groups<L>(ids);
        fields.forEach((field, values) -> {
            var other = new Field<L>();
            other.dropped = values.dropped;
            other.numbers = values.numbers;
            values.values.forEach((text, value) -> {
                var one = new Value<L>();
                one.all.add(value.all);
                value.byKind.forEach((kind, counted) ->
                        one.byKind
                                .computeIfAbsent(name.apply(kind), _ -> new Tallies())
                                .add(counted));
                other.values.put(text, one);
            });
            renamed.fields.put(field, other);
        });
        return renamed;
    }
}

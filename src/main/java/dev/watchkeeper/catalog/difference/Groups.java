package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.difference.Tallies;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The values of the fields that entries or events carry, counted: workers, versions, hosts. Of a
/// field with many values, as customers or ids, only those are kept that hold a great part of the
/// window ([Value]s are let go by lossy counting: Manku and Motwani, VLDB 2002). Bounded memory;
/// the window is read before all else.
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

    /// Of so many fields with many values the greatest are looked for, among so many at a time.
    private static final int MOST_WITH_MANY = 8;

    private static final int MOST_OF_MANY = 1_000;

    /// One of many values is of interest from this part of all on.
    private static final double GREAT = 0.1;

    private static final int FEWEST = 8;

    private final Set<String> ids;
    private final int window;
    private final Map<String, Field<K>> fields = new LinkedHashMap<>();
    private int tallies;
    private int withMany;
    private boolean windowOver;

    /// @param ids names of fields that say which request an entry belongs to
    /// @param window how many cells the window has
    Groups(Collection<String> ids, int window) {
        this.ids = Set.copyOf(ids);
        this.window = window;
    }

    /// One field.
    static final class Field<K> {
        private final Tallies all = new Tallies();
        private final Map<String, Value<K>> values = new LinkedHashMap<>();
        private boolean numbers;
        private boolean many;
        private boolean dropped;
        private long let;

        /// All entries that carry it, whatever the value.
        Tallies all() {
            return all;
        }

        Map<String, Value<K>> values() {
            return values;
        }

        /// Whether it has further values, which are not kept.
        boolean many() {
            return many;
        }
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
        if (cell >= window && !windowOver) {
            windowOver = true;
            fields.values().stream().filter(Field::many).forEach(this::keepGreat);
        }
        carried.forEach((name, value) -> {
            if (value != null) {
                add(kind, cell, name, value);
            }
        });
    }

    private void add(K kind, int cell, String name, Object value) {
        Field<K> field = fields.get(name);
        if (field == null) {
            if (fields.size() >= MOST_FIELDS) {
                return;
            }
            field = new Field<>();
            fields.put(name, field);
            if (ids.contains(name)) {
                toMany(field);
            }
        }
        if (field.dropped) {
            return;
        }
        String text = value.toString();
        if (text.isEmpty()) {
            return;
        }
        field.numbers |= value instanceof Number || digits(text);
        Value<K> found = field.values.get(text);
        if (found == null) {
            if (value instanceof Double
                    || text.length() > LONGEST_VALUE
                    || text.indexOf('{') >= 0
                    || (field.numbers && !field.many && field.values.size() >= MOST_NUMBERS)) {
                drop(field);
                return;
            }
            if (!field.many && field.values.size() >= MOST_VALUES) {
                toMany(field);
            }
            if (field.many && !field.dropped) {
                field.all.add(cell);
                if (windowOver) {
                    return;
                }
                if (field.values.size() >= MOST_OF_MANY) {
                    letGo(field);
                }
                found = new Value<>();
                field.values.put(text, found);
                count(found, kind, cell);
                return;
            }
            if (field.dropped) {
                return;
            }
            found = new Value<>();
            field.values.put(text, found);
        }
        field.all.add(cell);
        count(found, kind, cell);
    }

    private void count(Value<K> value, K kind, int cell) {
        value.all.add(cell);
        Tallies ofKind = value.byKind.get(kind);
        if (ofKind == null) {
            if (tallies >= MOST_TALLIES) {
                return;
            }
            tallies++;
            ofKind = new Tallies();
            value.byKind.put(kind, ofKind);
        }
        ofKind.add(cell);
    }

    private void drop(Field<K> field) {
        field.dropped = true;
        field.values.values().forEach(this::forget);
        field.values.clear();
    }

    private void forget(Value<K> value) {
        tallies -= value.byKind.size();
    }

    private void toMany(Field<K> field) {
        if (field.numbers || withMany >= MOST_WITH_MANY) {
            drop(field);
            return;
        }
        withMany++;
        field.many = true;
        if (windowOver) {
            keepGreat(field);
        }
    }

    /// Makes room: those go that were seen least since.
    private void letGo(Field<K> field) {
        while (field.values.size() > MOST_OF_MANY / 2) {
            field.let++;
            field.values
                    .values()
                    .removeIf(value -> {
                        boolean goes = value.all.total() <= field.let;
                        if (goes) {
                            forget(value);
                        }
                        return goes;
                    });
        }
    }

    private void keepGreat(Field<K> field) {
        long all = field.all.between(0, window);
        field.values
                .values()
                .removeIf(value -> {
                    long held = value.all.between(0, window);
                    boolean goes = held < FEWEST || held < GREAT * all;
                    if (goes) {
                        forget(value);
                    }
                    return goes;
                });
    }

    private static boolean digits(String text) {
        return text.chars().allMatch(c -> Character.isDigit(c) || c == '.');
    }

    /// The fields with few values, and those with a great one among many.
    Map<String, Field<K>> fields() {
        var found = new LinkedHashMap<String, Field<K>>();
        fields.forEach((name, field) -> {
            if (field.many && !windowOver) {
                keepGreat(field);
            }
            if (!field.dropped && !field.values.isEmpty()) {
                found.put(name, field);
            }
        });
        return found;
    }

    /// The fields that tell groups apart: those that divide a kind, of which two values came each
    /// several times with it. Where each kind has one value, that is only another name for it, as
    /// the line of code that wrote a message.
    Map<String, Field<K>> dividing() {
        var found = fields();
        found.values().removeIf(field -> !field.many && !divides(field.values.values()));
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
        var renamed = new Groups<L>(ids, window);
        renamed.windowOver = true;
        fields().forEach((field, values) -> {
            var other = new Field<L>();
            other.many = values.many;
            other.numbers = values.numbers;
            other.all.add(values.all);
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

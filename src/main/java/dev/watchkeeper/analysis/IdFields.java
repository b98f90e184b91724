package dev.watchkeeper.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Learns which fields of a stream are ids: their values look like ids, and each stands in few
/// entries. Memory is bounded. Not thread-safe.
public final class IdFields {

    private static final int MOST_VALUES = 2_000;
    private static final int MOST_FIELDS = 60;
    private static final int FEWEST_VALUES = 3;

    /// What works on many things at once (a worker, a customer) stands in many entries.
    private static final int MOST_PER_VALUE = 25;

    private final Map<String, Field> fields = new LinkedHashMap<>();

    private static final class Field {
        private int entries;
        private int shaped;
        private int random;
        private final Map<String, Integer> values = new HashMap<>();
    }

    /// Looks at a field of an entry.
    public void add(String name, String value) {
        Field field = fields.get(name);
        if (field == null) {
            if (fields.size() == MOST_FIELDS) {
                return;
            }
            field = new Field();
            fields.put(name, field);
        }
        field.entries++;
        field.shaped += IdShape.mayBe(name, value) ? 1 : 0;
        field.random += IdShape.isRandom(value) ? 1 : 0;
        if (field.values.size() < MOST_VALUES || field.values.containsKey(value)) {
            field.values.merge(value, 1, Integer::sum);
        }
    }

    /// The names of those that are ids, in the order in which they were seen first.
    public List<String> ids() {
        var ids = new ArrayList<String>();
        fields.forEach((name, field) -> {
            int largest = field.values.values().stream().mapToInt(i -> i).max().orElse(0);
            boolean few =
                    field.entries <= (long) MOST_PER_VALUE * field.values.size()
                            && (field.entries < 20 || largest * 5 <= field.entries);
            boolean enough = field.values.size() >= FEWEST_VALUES || field.random > 0;
            if (field.shaped * 10 >= field.entries * 9 && few && enough) {
                ids.add(name);
            }
        });
        return ids;
    }
}

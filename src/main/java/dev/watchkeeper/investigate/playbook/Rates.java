package dev.watchkeeper.investigate.playbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// How often each type of event came since the onset, against the same time of the day before and
/// against the stretch just before.
///
/// @param evidence the answers that show it
record Rates(String stream, List<Type> types, List<String> evidence) {

    private static final int ENOUGH = 20;

    /// One type.
    ///
    /// @param now how often since the onset
    /// @param before how often in as long a time just before
    /// @param dayBefore how often in the same hours of the day before
    record Type(String name, double now, double before, double dayBefore) {

        /// Against the larger of both, so that neither the daily rhythm nor a rise that began
        /// earlier looks like news.
        double ratio() {
            return now / Math.max(1, Math.max(before, dayBefore));
        }

        boolean surged() {
            return now >= ENOUGH && ratio() >= 1.7;
        }

        boolean steady() {
            return now >= ENOUGH
                    && ratio() >= 0.6
                    && now / Math.max(1, Math.min(before, dayBefore)) <= 1.5;
        }

        boolean vanished() {
            return Math.min(before, dayBefore) >= ENOUGH / 2.0
                    && now <= 0.1 * Math.min(before, dayBefore);
        }
    }

    static Rates of(String stream, Reply now, Reply before, Reply dayBefore) {
        Map<String, Double> past = counts(before);
        Map<String, Double> yesterday = counts(dayBefore);
        Map<String, Double> present = counts(now);
        var types = new ArrayList<Type>();
        var names = new TreeSet<>(present.keySet());
        names.addAll(past.keySet());
        names.addAll(yesterday.keySet());
        for (String name : names) {
            types.add(
                    new Type(
                            name,
                            present.getOrDefault(name, 0.0),
                            past.getOrDefault(name, 0.0),
                            yesterday.getOrDefault(name, 0.0)));
        }
        return new Rates(
                stream, types, List.of(now.evidence(), before.evidence(), dayBefore.evidence()));
    }

    /// The type that rose most.
    Optional<Type> surge() {
        return types.stream().filter(Type::surged).max(Comparator.comparingDouble(Type::ratio));
    }

    List<Type> vanished() {
        return types.stream().filter(Type::vanished).toList();
    }

    /// The most frequent types that go on as before.
    List<Type> steady() {
        return types.stream()
                .filter(Type::steady)
                .sorted(Comparator.comparingDouble(type -> -type.now()))
                .limit(3)
                .toList();
    }

    private static Map<String, Double> counts(Reply reply) {
        var counts = new HashMap<String, Double>();
        for (Reply.Row row : reply.rows()) {
            counts.merge(row.text("type"), row.number("count"), Double::sum);
        }
        return counts;
    }
}

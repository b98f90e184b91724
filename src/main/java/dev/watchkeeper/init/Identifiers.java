package dev.watchkeeper.init;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Finds the fields that follow one request or job through every stream, by their names.
final class Identifiers {

    private static final Pattern NAME =
            Pattern.compile(
                    "(?i)(?:.*[._])?(?:request|req|job|trace|correlation|task|txn|transaction|run|batch"
                            + "|order|session|message|upload)[_-]?id");
    private static final int MOST = 4;

    private final Map<String, Integer> counts = new HashMap<>();

    void add(String field) {
        if (NAME.matcher(field).matches()) {
            counts.merge(field, 1, Integer::sum);
        }
    }

    /// The commonest first.
    List<String> names() {
        return counts.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }
}

package dev.watchkeeper.init;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.source.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// A table with a state for each row, as a queue whose depth is counted by SQL.
record JobTable(Source source, TableSample sample, TableShape shape, Patience patience) {

    Optional<Draft.Jobs> draft() {
        String state = Objects.requireNonNull(shape.state());
        List<String> waiting = TableShape.waiting(sample.states());
        if (waiting.isEmpty()) {
            // None waits now; what it is called then nobody can see.
            return Optional.empty();
        }
        String from =
                " FROM "
                        + Databases.quoted(sample.table())
                        + " WHERE "
                        + Databases.quoted(state)
                        + " IN ("
                        + waiting.stream()
                                .map(text -> "'" + text.replace("'", "''") + "'")
                                .collect(Collectors.joining(", "))
                        + ")";
        var parts = new LinkedHashMap<String, Map<String, String>>();
        String depth = "SELECT count(*)" + from;
        if (!works(depth)) {
            return Optional.empty();
        }
        parts.put("depth", Map.of("statement", YamlText.scalar(depth)));
        age().map(age -> "SELECT coalesce(unixepoch() - min(" + age + "), 0)" + from)
                .filter(this::works)
                .ifPresent(oldest -> {
                    var part = new LinkedHashMap<String, String>();
                    part.put("statement", YamlText.scalar(oldest));
                    part.put("unit", "s");
                    parts.put("oldest", part);
                });
        return Optional.of(
                new Draft.Jobs(
                        sample.table(),
                        parts,
                        List.of(
                                "Table "
                                        + sample.table()
                                        + " looks like jobs: "
                                        + state
                                        + " is one of "
                                        + Words.some(sample.states(), 12)
                                        + ". Sampled by: watchkeeper collect, or serve --http.")));
    }

    /// When a row was made, in seconds since 1970.
    private Optional<String> age() {
        String time = shape.time();
        if (time == null || sample.values(time).isEmpty()) {
            return Optional.empty();
        }
        String column = Databases.quoted(time);
        return Optional.of(
                switch (sample.values(time).getFirst()) {
                    case Long number when number > 100_000_000_000L -> column + " / 1000";
                    case String _ -> "unixepoch(" + column + ")";
                    default -> column;
                });
    }

    private boolean works(String statement) {
        try {
            return source.sql()
                    .filter(sql -> !sql.columns(statement, patience.next()).isEmpty())
                    .isPresent();
        } catch (BadRequest | SourceUnavailable e) {
            return false;
        }
    }
}

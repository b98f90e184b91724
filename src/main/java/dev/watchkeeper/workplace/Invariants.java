package dev.watchkeeper.workplace;

import dev.watchkeeper.catalog.Invariant;
import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.source.Source;
import dev.watchkeeper.source.SqlSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Opens the invariants that tools.yaml declares.
final class Invariants {

    private static final Duration CHECK = Duration.ofSeconds(2);

    private Invariants() {}

    /// Each statement is prepared against the tables there are; where the source does not answer,
    /// that is left to the check.
    ///
    /// @param problems where statements that do not fit are added
    static Map<String, Invariant> open(
            Configuration configuration, Map<String, Source> sources, List<String> problems) {
        var opened = new LinkedHashMap<String, Invariant>();
        configuration
                .invariants()
                .forEach((name, config) -> {
                    String path = "invariants." + name;
                    SqlSource source = sql(sources, config.source());
                    String rightName = config.rightSource();
                    SqlSource right = rightName == null ? null : sql(sources, rightName);
                    opened.put(
                            name,
                            new Invariant(name, config, source, right, configuration.timezone()));
                    check(path + ".statement", source, config.statement(), problems);
                    check(path + ".left", source, config.left(), problems);
                    check(
                            path + ".right",
                            right == null ? source : right,
                            config.right(),
                            problems);
                });
        return opened;
    }

    private static SqlSource sql(Map<String, Source> sources, String name) {
        return Objects.requireNonNull(
                        sources.get(name), "tools.yaml was checked for dangling names")
                .sql()
                .orElseThrow();
    }

    private static void check(
            String path, SqlSource source, @Nullable String statement, List<String> problems) {
        if (statement == null) {
            return;
        }
        try {
            List<String> _ = source.columns(statement, Deadline.after(CHECK));
        } catch (BadRequest e) {
            problems.add(path + ": " + e.text());
        } catch (SourceUnavailable _) {
            // A database that is not there yet must not keep the check from starting.
        }
    }
}

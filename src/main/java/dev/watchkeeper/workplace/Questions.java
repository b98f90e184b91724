package dev.watchkeeper.workplace;

import dev.watchkeeper.catalog.SqlQuestion;
import dev.watchkeeper.catalog.SqlToolConfig;
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

/// Opens the questions of their own that operators declare under `tools`.
final class Questions {

    private static final Duration CHECK = Duration.ofSeconds(2);

    private Questions() {}

    /// Each statement is prepared against the tables there are; where the source does not answer,
    /// that is left to the first call.
    ///
    /// @param problems where statements that do not fit are added
    static Map<String, SqlQuestion> open(
            Map<String, SqlToolConfig> tools, Map<String, Source> sources, List<String> problems) {
        var questions = new LinkedHashMap<String, SqlQuestion>();
        tools.forEach((name, config) -> {
            SqlSource source =
                    Objects.requireNonNull(
                                    sources.get(config.source()),
                                    "tools.yaml was checked for dangling names")
                            .sql()
                            .orElseThrow();
            questions.put(name, new SqlQuestion(name, config, source));
            try {
                source.columns(config.statement(), Deadline.after(CHECK));
            } catch (BadRequest e) {
                problems.add("tools." + name + ".statement: " + e.text());
            } catch (SourceUnavailable _) {
                // A database that is not there yet must not keep the server from starting.
            }
        });
        return questions;
    }
}

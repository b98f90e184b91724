package dev.watchkeeper.config;

import dev.watchkeeper.access.KeySetLocation;
import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.analysis.budget.Objective;
import dev.watchkeeper.catalog.Tolerance;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.notify.NotifierConfig;
import dev.watchkeeper.schema.Types;
import dev.watchkeeper.source.SourceConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// The words that tools.yaml may use for things that are made elsewhere.
///
/// @param sources the record of each `type` of source, in the order in which they are shown
/// @param notifiers the record of each `type` of notifier
/// @param tools the names of all tools
/// @param checks the names of all checks
public record Vocabulary(
        Map<String, Class<? extends SourceConfig>> sources,
        Map<String, Class<? extends NotifierConfig>> notifiers,
        Set<String> tools,
        Set<String> checks) {

    /// How values of tools.yaml are read.
    ///
    /// @param folder what relative paths are relative to
    Types types(Path folder) {
        return Types.builtIn()
                .withVariants(SourceConfig.class, sources)
                .withVariants(NotifierConfig.class, notifiers)
                .withScalar(
                        Condition.class,
                        "a condition such as \"< 10\", \"5..20\", \"> 20 for 5m\" or \"any\"",
                        Condition::parse)
                .withScalar(
                        Objective.class,
                        "a percentage above 0% and below 100%, such as 99.9%",
                        Objective::parse)
                .withScalar(
                        Tolerance.class,
                        "a number or a percentage, such as 2 or 1%",
                        Tolerance::parse)
                .withScalar(Path.class, "a path", text -> path(folder, text))
                .withScalar(
                        KeySetLocation.class,
                        "an https URL (http only on loopback) or a path",
                        text -> KeySetLocation.parse(folder, text))
                .withScalar(
                        Level.class,
                        "a level such as WARN or ERROR",
                        text -> Level.parse(text).orElseThrow(IllegalArgumentException::new));
    }

    private static Path path(Path folder, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("empty");
        }
        return folder.resolve(text);
    }
}

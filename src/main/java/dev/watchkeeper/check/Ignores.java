package dev.watchkeeper.check;

import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.LogEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The kinds of messages that a person decided need no attention, each with a reason, an author and
/// an end.
public final class Ignores {

    private record Rule(Template template, @Nullable String stream, Finding.Ignored why) {}

    private final List<Rule> rules = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /// The ignores of tools.yaml that are in force at `now`; one ends when its day begins in
    /// `zone`.
    public Ignores(List<IgnoreConfig> configs, ZoneId zone, Instant now) {
        for (IgnoreConfig config : configs) {
            Instant until = config.until().atStartOfDay(zone).toInstant();
            if (until.isAfter(now)) {
                rules.add(
                        new Rule(
                                Template.of(config.pattern()),
                                config.stream(),
                                new Finding.Ignored(config.reason(), config.by(), until)));
            } else {
                remarks.add(
                        "the ignore of \""
                                + config.pattern()
                                + "\" ended on "
                                + config.until()
                                + ": it hides nothing any more; renew or remove it");
            }
        }
    }

    /// Why this entry needs no attention; empty when it does.
    public Optional<Finding.Ignored> of(LogEntry entry) {
        for (Rule rule : rules) {
            if ((rule.stream() == null || rule.stream().equals(entry.stream()))
                    && rule.template().matches(firstLine(entry.message()))) {
                return Optional.of(rule.why());
            }
        }
        return Optional.empty();
    }

    /// What a person should know of the ignores themselves.
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}

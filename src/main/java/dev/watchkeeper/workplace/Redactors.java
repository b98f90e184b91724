package dev.watchkeeper.workplace;

import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.disclosure.redaction.MarkKey;
import dev.watchkeeper.disclosure.redaction.RedactionLevel;
import dev.watchkeeper.disclosure.redaction.Redactor;
import dev.watchkeeper.state.StateDatabase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What hides secrets here, one for each level: with this installation's key, and with its own
/// secrets.
final class Redactors {

    private final Map<RedactionLevel, Redactor> all = new EnumMap<>(RedactionLevel.class);

    /// @param environment whose values are our own secrets where their names say so
    Redactors(Configuration configuration, StateDatabase state, Map<String, String> environment) {
        MarkKey key = MarkKey.in(state.folder());
        List<String> keys = configuration.redaction().keys();
        var usual =
                Redactor.of(
                        RedactionLevel.SECRETS,
                        key,
                        () -> own(configuration.redaction().values(), key, keys, environment),
                        keys);
        for (RedactionLevel level : RedactionLevel.values()) {
            all.put(level, usual.at(level));
        }
    }

    private static List<String> own(
            List<String> values, MarkKey key, List<String> keys, Map<String, String> environment) {
        Redactor names = Redactor.of(RedactionLevel.SECRETS, key, List.of(), keys);
        var own = new ArrayList<>(values);
        environment.forEach((name, value) -> {
            if (!names.value(name, value).marks().isEmpty()) {
                own.add(value);
            }
        });
        return own;
    }

    Redactor at(RedactionLevel level) {
        return Objects.requireNonNull(all.get(level));
    }
}

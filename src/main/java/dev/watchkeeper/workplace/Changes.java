package dev.watchkeeper.workplace;

import dev.watchkeeper.access.RedactedChangeSource;
import dev.watchkeeper.access.RedactedLogSource;
import dev.watchkeeper.catalog.ChangeStream;
import dev.watchkeeper.catalog.ChangeStreamConfig;
import dev.watchkeeper.catalog.EventChanges;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LogChanges;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.disclosure.redaction.RedactionLevel;
import dev.watchkeeper.disclosure.redaction.Redactor;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.source.ChangeSource;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.Source;
import dev.watchkeeper.source.TimeText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Opens the streams of changes that tools.yaml declares, over what is opened already.
///
/// @param logs the opened log streams, redacted
/// @param events the opened event streams, redacted
record Changes(
        Map<String, Source> sources,
        Map<String, LogStream> logs,
        Map<String, EventStream> events,
        Redactor redactor,
        TimeText times) {

    private static final LogMapping LINES =
            new LogMapping(null, null, Map.of(), null, null, null, null, null, List.of());

    /// @throws BadRequest when the stream cannot be opened so
    ChangeStream open(String name, ChangeStreamConfig config) {
        String stream = config.stream();
        return stream != null
                ? ofStream(name, config, stream)
                : ofSource(name, config, Objects.requireNonNull(config.source()));
    }

    private ChangeStream ofStream(String name, ChangeStreamConfig config, String stream) {
        LogStream log = logs.get(stream);
        if (log != null) {
            return new ChangeStream(
                    name,
                    log.sourceName(),
                    LogChanges.of(name, log.source(), config, times),
                    config.describe());
        }
        EventStream found = events.get(stream);
        if (found == null) {
            throw new BadRequest("the stream " + stream + " could not be opened");
        }
        return new ChangeStream(
                name,
                found.sourceName(),
                EventChanges.of(name, found.source(), config),
                config.describe());
    }

    private ChangeStream ofSource(String name, ChangeStreamConfig config, String sourceName) {
        Source source =
                Objects.requireNonNull(
                        sources.get(sourceName), "tools.yaml was checked for dangling names");
        Optional<ChangeSource> own = source.changes(name);
        if (own.isPresent()) {
            if (!config.types().isEmpty()
                    || config.contains() != null
                    || config.pattern() != null) {
                throw new BadRequest(
                        "source "
                                + sourceName
                                + " knows its changes by itself; leave types, contains and pattern"
                                + " out");
            }
            return new ChangeStream(
                    name,
                    sourceName,
                    hidesNothing() ? own.get() : new RedactedChangeSource(own.get(), redactor),
                    config.describe());
        }
        LogSource lines = source.logs(name, LINES);
        return new ChangeStream(
                name,
                sourceName,
                LogChanges.of(
                        name,
                        hidesNothing() ? lines : new RedactedLogSource(lines, redactor),
                        config,
                        times),
                config.describe());
    }

    private boolean hidesNothing() {
        return redactor.level() == RedactionLevel.OFF;
    }
}

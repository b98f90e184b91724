package dev.watchkeeper.source.jsonl;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.source.EventMapping;
import dev.watchkeeper.source.EventSource;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.Source;
import dev.watchkeeper.source.SourceConfig;
import dev.watchkeeper.source.SourceContext;
import dev.watchkeeper.source.TimeText;
import dev.watchkeeper.source.lines.FileGlob;
import dev.watchkeeper.source.lines.LineFormat;
import dev.watchkeeper.source.lines.LineLog;
import org.jspecify.annotations.Nullable;

/// Files of JSON lines, the current one and its rotated predecessors, as logs and as events.
///
/// Loguru's `serialize=True` is read as its record: `extra` become the fields, with `function` and
/// `line`; the traceback is taken from `text`. Of other objects the usual names are tried (`time`,
/// `timestamp`, `ts`; `level`, `severity`; `message`, `msg`, `event`; `logger`, `name`;
/// `exception`, `stack_trace`; and more), and what a mapping names comes first. Access logs
/// (Traefik, Caddy: a status, a method and a path) get the graver of their own level and that of
/// the status, 5xx ERROR and 4xx WARN.
public final class JsonlSource implements Source {

    /// The keys of tools.yaml.
    @Doc("Files of JSON lines: one object a line, current file and rotated ones, plain or .gz")
    public record Config(
            @Doc(
                            "The file, or a pattern with * ? [a-z] {a,b}. A plain name stands for"
                                    + " its rotated predecessors too: app.jsonl.1, app.jsonl.2.gz,"
                                    + " app.2026-11-20_00-00-00_123456.jsonl.gz. One log per"
                                    + " source: files written at the same time belong in several")
                    String path,
            @Doc(
                            "loguru for serialize=True, json for any other layout, auto to see for"
                                    + " each line")
                    @Default("auto")
                    Format format)
            implements SourceConfig {

        @Override
        public Source open(SourceContext context) {
            return new JsonlSource(this, context);
        }
    }

    /// What the objects are.
    public enum Format {
        AUTO,
        LOGURU,
        JSON
    }

    private final Config config;
    private final SourceContext context;
    private final FileGlob glob;
    private final TimeText times;

    private JsonlSource(Config config, SourceContext context) {
        this.config = config;
        this.context = context;
        this.glob = new FileGlob(context.name(), context.resolve(config.path()));
        this.times = new TimeText(context.zone(), context.clock());
    }

    @Override
    public LogSource logs(String stream, LogMapping mapping) {
        noSql("logs." + stream, mapping.table(), mapping.id());
        var format =
                new JsonEntries(
                        stream,
                        mapping,
                        new JsonTimes(times, mapping.time()),
                        switch (config.format()) {
                            case AUTO -> null;
                            case LOGURU -> true;
                            case JSON -> false;
                        });
        return new JsonLogs(log(format, mapping.time()), mapping);
    }

    @Override
    public EventSource events(String stream, EventMapping mapping) {
        noSql("events." + stream, mapping.table(), mapping.id());
        var format = new JsonEvents(stream, mapping, new JsonTimes(times, mapping.time()));
        return new JsonEventStream(log(format, mapping.time()), mapping);
    }

    private <E> LineLog<E> log(LineFormat<E> format, @Nullable String time) {
        return new LineLog<>(glob, format, context, "jsonl " + time + " " + context.zone());
    }

    private static void noSql(String place, @Nullable String table, @Nullable String id) {
        if (table != null || id != null) {
            throw new BadRequest(
                    place
                            + (table == null ? ".id" : ".table")
                            + ": a source of JSON lines has no tables; leave it out, and use where"
                            + " to choose lines");
        }
    }

    /// Nothing is held open between reads.
    @Override
    public void close() {}
}

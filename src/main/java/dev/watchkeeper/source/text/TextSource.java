package dev.watchkeeper.source.text;

import dev.watchkeeper.model.BadRequest;
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
import dev.watchkeeper.source.lines.LineLog;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Files of plain text, the current one and its rotated predecessors, as a log.
///
/// Lines that do not have the layout continue the entry before: a traceback becomes its exception,
/// anything else part of its message, 64 KB of them at most. Where lines carry no level (syslog)
/// one is inferred from words in the message, and each read says so.
public final class TextSource implements Source {

    /// The keys of tools.yaml.
    @Doc("Files of text lines: current file and rotated ones, plain or .gz")
    public record Config(
            @Doc(
                            "The file, or a pattern with * ? [a-z] {a,b}. A plain name stands for"
                                    + " its rotated predecessors too. One log per source: files"
                                    + " written at the same time belong in several")
                    String path,
            @Doc(
                            "How lines are laid out; found out from the first lines when neither this nor"
                                    + " pattern is given")
                    @Nullable TextFormat format,
            @Doc(
                            "A layout of your own, in RE2 syntax, found anywhere in the first line"
                                    + " of an entry: groups (?P<time>…), and if you like level,"
                                    + " logger, message, exception; any others are fields")
                    @Nullable String pattern)
            implements SourceConfig {

        @Override
        public Source open(SourceContext context) {
            return new TextSource(this, context);
        }
    }

    private static final int SAMPLE = 200;

    private final Config config;
    private final SourceContext context;
    private final FileGlob glob;
    private final TimeText times;

    private TextSource(Config config, SourceContext context) {
        this.config = config;
        this.context = context;
        this.glob = new FileGlob(context.name(), context.resolve(config.path()));
        this.times = new TimeText(context.zone(), context.clock());
    }

    /// @throws BadRequest also when the source's own pattern cannot be used
    @Override
    public LogSource logs(String stream, LogMapping mapping) {
        if (mapping.table() != null || mapping.id() != null) {
            throw new BadRequest(
                    "logs."
                            + stream
                            + (mapping.table() == null ? ".id" : ".table")
                            + ": a source of text has no tables; leave it out");
        }
        return new TextLogs(
                layout(),
                layout ->
                        new LineLog<>(
                                glob,
                                new TextEntries(stream, mapping, layout, times),
                                context,
                                "text " + layout + mapping.time() + context.zone()),
                mapping.where());
    }

    private Supplier<Optional<Layout>> layout() {
        String name = context.name();
        String pattern = config.pattern();
        TextFormat format = config.format();
        if (pattern != null && format != null) {
            throw new BadRequest(
                    "sources." + name + " has both format and pattern; give one of them");
        }
        if (pattern != null) {
            Optional<Layout> own = Optional.of(PatternLayout.of(name, pattern));
            return () -> own;
        }
        if (format != null) {
            return () -> Optional.of(format);
        }
        return () ->
                LayoutGuess.of(name, context.resolve(config.path()), glob.sample(SAMPLE), times);
    }

    @Override
    public EventSource events(String stream, EventMapping mapping) {
        throw new BadRequest(
                "events."
                        + stream
                        + ".source: a source of text has no events; use one of type jsonl, or a"
                        + " database");
    }

    /// Nothing is held open between reads.
    @Override
    public void close() {}
}

package dev.watchkeeper.init;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventMapping;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.Source;
import dev.watchkeeper.source.SourceConfig;
import dev.watchkeeper.source.SourceContext;
import dev.watchkeeper.source.jsonl.JsonlSource;
import dev.watchkeeper.source.text.TextSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes proposals of log files: what is proposed was read by the source that will read it, the
/// newest entries of it.
final class LogDrafts {

    private static final int ENTRIES = 500;
    private static final int FEWEST = 1;
    private static final LogMapping USUAL =
            new LogMapping(null, null, Map.of(), null, null, null, null, null, List.of());

    private final Survey survey;
    private final SourceContext context;
    private final Patience patience;
    private final Instant now;

    LogDrafts(Survey survey, SourceContext context, Patience patience) {
        this.survey = survey;
        this.patience = patience;
        this.context = context;
        this.now = context.clock().instant();
    }

    /// The newest entries of a log.
    private static final class Read {
        private final Map<Level, Integer> levels = new EnumMap<>(Level.class);
        private final Identifiers ids = new Identifiers();
        private int entries;
        private int silent;
        private @Nullable Instant newest;

        void add(LogEntry entry) {
            entries++;
            if (entry.level() != null) {
                levels.merge(entry.level(), 1, Integer::sum);
            }
            if (entry.message().isBlank()) {
                silent++;
            }
            if (newest == null || entry.time().isAfter(newest)) {
                newest = entry.time();
            }
            entry.fields().keySet().forEach(ids::add);
        }
    }

    /// The draft of a log; empty when it cannot be read as one, which the survey is told.
    Optional<Draft> draft(LogFamily family) {
        if (family.bytes() == 0) {
            survey.leaveOut(family.path().toString(), "empty so far");
            return Optional.empty();
        }
        FileShape shape = FileShape.of(family.newest());
        return switch (shape.kind()) {
            case BINARY -> out(family, "not text");
            case EMPTY -> out(family, "no whole line so far");
            case UNREADABLE -> out(family, "this user may not read it");
            case JSON -> json(family, shape);
            case TEXT -> text(family);
        };
    }

    private Optional<Draft> out(LogFamily family, String why) {
        survey.leaveOut(family.path().toString(), why);
        return Optional.empty();
    }

    private Optional<Draft> json(LogFamily family, FileShape shape) {
        String path = Globs.escaped(family.path());
        String type = shape.eventType();
        if (type != null) {
            return events(family, path, type);
        }
        var format = shape.loguru() ? JsonlSource.Format.LOGURU : JsonlSource.Format.AUTO;
        return log(
                family,
                "jsonl",
                path,
                new JsonlSource.Config(path, format),
                shape.loguru() ? Map.of("format", "loguru") : Map.of(),
                shape.loguru() ? "JSON lines of loguru" : "JSON lines");
    }

    private Optional<Draft> text(LogFamily family) {
        String path = Globs.escaped(family.path());
        return log(family, "text", path, new TextSource.Config(path, null, null), Map.of(), "Text");
    }

    private Optional<Draft> log(
            LogFamily family,
            String type,
            String path,
            SourceConfig config,
            Map<String, String> more,
            String kind) {
        var read = new Read();
        ReadReport report;
        Optional<Duration> silence = Optional.empty();
        try (Source source = config.open(context)) {
            LogSource log = source.logs("init", USUAL);
            report =
                    log.read(
                            new LogQuery(
                                    new TimeRange(Instant.EPOCH, now.plus(Duration.ofDays(366))),
                                    Order.NEWEST_FIRST,
                                    LogFilter.ALL,
                                    patience.next()),
                            entry -> {
                                read.add(entry);
                                return read.entries < ENTRIES;
                            });
            if (read.newest != null) {
                silence = Silence.longest(log, read.newest, patience);
            }
        } catch (BadRequest | SourceUnavailable e) {
            return out(family, e.text().replaceFirst("^source init: ", ""));
        }
        Instant newest = read.newest;
        if (read.entries < FEWEST || newest == null) {
            return out(
                    family,
                    type.equals("jsonl")
                            ? "JSON, but no time that is understood in its lines"
                            : "no line begins with a time that is understood");
        }
        if (report.broken() > read.entries) {
            return out(
                    family,
                    String.format(
                            "%,d of %,d lines cannot be read as entries",
                            report.broken(), report.broken() + read.entries));
        }
        if (read.silent * 2 > read.entries) {
            return out(family, "JSON lines with a time and neither a message nor a type");
        }
        var keys = new LinkedHashMap<String, String>();
        if (!read.ids.names().isEmpty()) {
            keys.put("ids", YamlText.list(read.ids.names()));
        }
        var seen = new ArrayList<String>();
        seen.add(
                "Newest entry "
                        + Words.ago(newest, now)
                        + levels(read)
                        + (report.broken() > 0
                                ? ". " + report.broken() + " lines among them cannot be read"
                                : "")
                        + ".");
        silence.ifPresent(longest -> {
            Duration expected = Silence.expected(longest);
            keys.put("expect_every", expected.toMinutes() + "m");
            seen.add(
                    "Its longest silence of the last three days was "
                            + Span.words(longest)
                            + " or less; beyond "
                            + Span.words(expected)
                            + " it counts as stale.");
        });
        if (!family.about().isEmpty()) {
            seen.add("It is the " + family.about() + ".");
        }
        return Optional.of(
                draft(
                        family,
                        type,
                        path,
                        more,
                        kind,
                        new Draft.Stream(false, family.name(), keys, List.copyOf(seen), newest)));
    }

    private Optional<Draft> events(LogFamily family, String path, String type) {
        var config = new JsonlSource.Config(path, JsonlSource.Format.AUTO);
        String time = "time";
        try (Source source = config.open(context)) {
            time = FileShape.timeKey(family.newest()).orElse(time);
            Optional<Instant> newest =
                    source.events(
                                    "init",
                                    new EventMapping(null, null, Map.of(), time, type, List.of()))
                            .newest(now.plus(Duration.ofDays(366)));
            if (newest.isEmpty()) {
                return out(family, "JSON, but no time that is understood in its lines");
            }
            var keys = new LinkedHashMap<String, String>();
            keys.put("time", YamlText.scalar(time));
            keys.put("type", YamlText.scalar(type));
            return Optional.of(
                    draft(
                            family,
                            "jsonl",
                            path,
                            Map.of(),
                            "JSON lines with a type",
                            new Draft.Stream(
                                    true,
                                    family.name(),
                                    keys,
                                    List.of(
                                            "Newest event "
                                                    + Words.ago(newest.get(), now)
                                                    + ". Lines have a type ("
                                                    + type
                                                    + ") and no message."),
                                    newest.get())));
        } catch (BadRequest | SourceUnavailable e) {
            return out(family, e.text().replaceFirst("^source init: ", ""));
        }
    }

    private Draft draft(
            LogFamily family,
            String type,
            String path,
            Map<String, String> more,
            String kind,
            Draft.Stream stream) {
        return new Draft(
                type,
                Path.of(path),
                more,
                survey.owner(family.path()),
                family.changed(),
                List.of(
                        kind
                                + ", "
                                + Words.size(family.bytes())
                                + (family.files() > 1 ? " in " + family.files() + " files" : "")
                                + ", changed "
                                + Words.ago(family.changed(), now)
                                + "."),
                List.of(stream),
                List.of());
    }

    private static String levels(Read read) {
        if (read.levels.isEmpty()) {
            return "; entries carry no level";
        }
        var parts = new ArrayList<String>();
        for (Level level : read.levels.keySet()) {
            parts.add(read.levels.get(level) + " " + level);
        }
        return "; of the newest " + read.entries + ": " + String.join(", ", parts);
    }
}

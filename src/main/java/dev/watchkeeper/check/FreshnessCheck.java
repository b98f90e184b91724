package dev.watchkeeper.check;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LevelCount;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LevelCounts;
import dev.watchkeeper.source.LevelQuery;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.state.FindingStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Streams that do not answer, and streams that are silent when they should not be. A silent stream
/// is unobserved, which is not the same as quiet.
///
/// Without `expect_every` a stream's own habit decides: it is stale when it has been silent for 15
/// minutes or more and on each of the last days (at least 3, at most 7) something came within half
/// as long a stretch that ended at this time of day. Of seven days one may be without, as after an
/// earlier incident, unless it is the same day of the week. A log that holds warnings and errors
/// alone may always be silent: that is what is hoped for.
public final class FreshnessCheck implements Check {

    /// Its name in tools.yaml.
    public static final String NAME = "freshness";

    @Override
    public String name() {
        return NAME;
    }

    /// What both kinds of streams have in common here.
    private record Stream(
            String name,
            @Nullable Duration expectEvery,
            Function<Instant, Optional<Instant>> newest,
            @Nullable LogSource log) {}

    private record Seen(Stream stream, @Nullable Instant newest) {}

    @Override
    public List<Finding> run(Watch watch) {
        var seen = new ArrayList<Seen>();
        for (Stream stream : streams(watch)) {
            watch.progress("looking how fresh " + stream.name() + " is");
            try {
                seen.add(new Seen(stream, stream.newest().apply(watch.now()).orElse(null)));
            } catch (SourceUnavailable e) {
                watch.couldNotRead(stream.name(), e.text());
            }
        }
        var findings = new ArrayList<Finding>();
        for (Seen one : seen) {
            try {
                of(watch, one, seen).ifPresent(findings::add);
            } catch (SourceUnavailable e) {
                watch.couldNotRead(one.stream().name(), e.text());
            }
        }
        return findings;
    }

    private static List<Stream> streams(Watch watch) {
        var streams = new ArrayList<Stream>();
        watch.catalog()
                .logs()
                .values()
                .forEach(log ->
                        streams.add(
                                new Stream(
                                        log.name(),
                                        log.expectEvery(),
                                        log.source()::newest,
                                        log.source())));
        watch.catalog()
                .events()
                .values()
                .forEach(events ->
                        streams.add(
                                new Stream(
                                        events.name(),
                                        events.expectEvery(),
                                        events.source()::newest,
                                        null)));
        return streams;
    }

    private static Optional<Finding> of(Watch watch, Seen seen, List<Seen> all) {
        Instant now = watch.now();
        Instant newest = seen.newest();
        Duration expected = seen.stream().expectEvery();
        Optional<Finding> open =
                watch.findings()
                        .find(id(seen.stream().name()))
                        .filter(FindingStore.Stored::open)
                        .map(FindingStore.Stored::finding);
        if (newest == null) {
            return never(watch, seen.stream(), open);
        }
        Duration silence = Duration.between(newest, now);
        if (expected != null && silence.compareTo(expected) > 0) {
            return unobserved(
                    watch, seen, all, "tools.yaml expects one every " + Span.words(expected));
        }
        if (expected == null && silence.compareTo(watch.baseline().length()) > 0) {
            return longSilent(watch, seen.stream().name(), newest, open);
        }
        @Nullable String habit =
                expected == null ? StreamHabit.broken(seen.stream().newest(), newest, now) : null;
        if (habit != null && !troubleAlone(watch, seen.stream().log(), newest)) {
            return unobserved(watch, seen, all, habit);
        }
        if (open.isEmpty()) {
            return Optional.empty();
        }
        // only an entry ends a silence, never the habit's changing
        return newest.isAfter(open.get().first())
                ? Optional.of(resolved(watch, open.get()))
                : unobserved(watch, seen, all, "none has come since this was first found");
    }

    /// Whether a log held nothing below a warning in the day before it fell silent.
    private static boolean troubleAlone(Watch watch, @Nullable LogSource log, Instant newest) {
        if (log == null) {
            return false;
        }
        LevelCounts day =
                log.count(
                        new LevelQuery(
                                TimeRange.before(newest.plusMillis(1), Duration.ofDays(1)),
                                Duration.ofHours(1),
                                false,
                                LogFilter.ALL,
                                watch.deadline()));
        return day.report().complete()
                && day.counts().stream()
                        .map(LevelCount::level)
                        .allMatch(level -> level != null && level.atLeast(Level.WARN));
    }

    private static Optional<Finding> unobserved(
            Watch watch, Seen seen, List<Seen> all, String why) {
        Instant newest = Objects.requireNonNull(seen.newest());
        Duration silence = Duration.between(newest, watch.now());
        return Optional.of(
                finding(
                        watch,
                        seen.stream().name(),
                        Severity.SEV2,
                        seen.stream().name()
                                + " is unobserved: no entry for "
                                + Span.words(silence),
                        List.of(
                                "last entry " + newest.truncatedTo(ChronoUnit.SECONDS),
                                why,
                                others(seen, all, silence, watch.now())),
                        newest));
    }

    private static Optional<Finding> never(Watch watch, Stream stream, Optional<Finding> open) {
        if (stream.expectEvery() == null && open.isEmpty()) {
            watch.remark(
                    stream.name()
                            + " has no entry up to "
                            + watch.now().truncatedTo(ChronoUnit.SECONDS)
                            + ": is the source the right one?");
            return Optional.empty();
        }
        return Optional.of(
                finding(
                        watch,
                        stream.name(),
                        Severity.SEV2,
                        stream.name() + " is unobserved: it has no entry",
                        List.of(
                                stream.expectEvery() == null
                                        ? "what was in it is gone"
                                        : "tools.yaml expects one every "
                                                + Span.words(stream.expectEvery())),
                        open.map(Finding::first).orElse(watch.now())));
    }

    /// A stream that nothing was written to for longer than is remembered is no news by itself; one
    /// that fell silent under our eyes stays known.
    private static Optional<Finding> longSilent(
            Watch watch, String name, Instant newest, Optional<Finding> open) {
        String last = "last entry " + newest.truncatedTo(ChronoUnit.SECONDS);
        Duration silence = Duration.between(newest, watch.now());
        if (open.isEmpty()) {
            watch.remark(
                    name
                            + " has been silent for "
                            + Span.words(silence)
                            + " ("
                            + last
                            + "): is it still in use? To look at recorded data as of then, give --now");
            return Optional.empty();
        }
        return Optional.of(
                finding(
                        watch,
                        name,
                        Severity.SEV4,
                        name + " has been silent for " + Span.words(silence),
                        List.of(last, "is it still in use?"),
                        newest));
    }

    private static String others(Seen seen, List<Seen> all, Duration silence, Instant now) {
        var active = new ArrayList<String>();
        for (Seen other : all) {
            if (!other.stream().name().equals(seen.stream().name())
                    && other.newest() != null
                    && Duration.between(other.newest(), now).compareTo(silence.dividedBy(2)) < 0) {
                active.add(other.stream().name());
            }
        }
        return active.isEmpty()
                ? "no other stream is active either: the host, its clock or all of the service may be stopped"
                : "active meanwhile: " + String.join(", ", active);
    }

    private static Finding resolved(Watch watch, Finding open) {
        return finding(
                watch,
                open.subject(),
                open.severity(),
                open.title(),
                List.of("entries come again"),
                open.first(),
                FindingState.RESOLVED);
    }

    private static Finding finding(
            Watch watch,
            String stream,
            Severity severity,
            String title,
            List<String> facts,
            Instant first) {
        Optional<FindingStore.Stored> stored = watch.findings().find(id(stream));
        boolean back = stored.isPresent() && !stored.get().open();
        boolean still =
                stored.isPresent() && stored.get().finding().state() == FindingState.REGRESSED;
        FindingState state = back || still ? FindingState.REGRESSED : FindingState.NEW;
        return finding(watch, stream, severity, title, facts, first, state);
    }

    private static Finding finding(
            Watch watch,
            String stream,
            Severity severity,
            String title,
            List<String> facts,
            Instant first,
            FindingState state) {
        return new Finding(
                id(stream),
                NAME,
                stream,
                severity,
                state,
                title,
                facts,
                first,
                watch.now(),
                1,
                watch.catalog().runbookFor(NAME, stream, title),
                null);
    }

    private static String id(String stream) {
        String name = stream.replace('_', '-');
        return "fresh-" + name.substring(0, Math.min(50, name.length()));
    }
}

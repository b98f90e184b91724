package dev.watchkeeper.check;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.state.FindingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Streams that do not answer, and streams that are silent when they should not be. A silent stream
/// is unobserved, which is not the same as quiet.
///
/// Without `expect_every` a stream's own habit decides: it is stale when it has been silent for 15
/// minutes or more and on each of the last days (at least 3, at most 7) something came within half
/// as long a stretch that ended at this time of day.
public final class FreshnessCheck implements Check {

    /// Its name in tools.yaml.
    public static final String NAME = "freshness";

    private static final Duration SHORTEST_SILENCE = Duration.ofMinutes(15);
    private static final int FEWEST_DAYS = 3;
    private static final int MOST_DAYS = 7;

    @Override
    public String name() {
        return NAME;
    }

    /// What both kinds of streams have in common here.
    private record Stream(
            String name,
            @Nullable Duration expectEvery,
            Function<Instant, Optional<Instant>> newest) {}

    private record Seen(Stream stream, @Nullable Instant newest, @Nullable String failure) {}

    @Override
    public List<Finding> run(Watch watch) {
        var seen = new ArrayList<Seen>();
        for (Stream stream : streams(watch)) {
            watch.progress("looking how fresh " + stream.name() + " is");
            try {
                seen.add(new Seen(stream, stream.newest().apply(watch.now()).orElse(null), null));
            } catch (SourceUnavailable e) {
                seen.add(new Seen(stream, null, e.text()));
            }
        }
        var findings = new ArrayList<Finding>();
        for (Seen one : seen) {
            Optional<Finding> found = of(watch, one, seen);
            if (found.isPresent()) {
                findings.add(found.get());
            } else {
                resolve(watch, one.stream()).ifPresent(findings::add);
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
                                new Stream(log.name(), log.expectEvery(), log.source()::newest)));
        watch.catalog()
                .events()
                .values()
                .forEach(events ->
                        streams.add(
                                new Stream(
                                        events.name(),
                                        events.expectEvery(),
                                        events.source()::newest)));
        return streams;
    }

    private static Optional<Finding> of(Watch watch, Seen seen, List<Seen> all) {
        String name = seen.stream().name();
        Instant now = watch.now();
        if (seen.failure() != null) {
            return Optional.of(
                    finding(
                            watch,
                            name,
                            Severity.SEV2,
                            name + " cannot be read",
                            List.of(seen.failure(), "what happens there is unobserved, not quiet"),
                            now,
                            now));
        }
        if (seen.newest() == null) {
            return Optional.of(
                    finding(
                            watch,
                            name,
                            Severity.SEV4,
                            name + " has no entry up to now",
                            List.of("nothing was ever seen in it: is the source the right one?"),
                            now,
                            now));
        }
        Duration silence = Duration.between(seen.newest(), now);
        String others = others(seen, all, silence, now);
        if (silence.compareTo(watch.baseline().length()) > 0) {
            return Optional.of(
                    finding(
                            watch,
                            name,
                            Severity.SEV4,
                            name + " has been silent for " + Span.words(silence),
                            List.of(
                                    "last entry " + seen.newest() + ", before all of the baseline",
                                    "is it still in use? To look at recorded data as of then, give --now"),
                            seen.newest(),
                            now));
        }
        @Nullable String habit = habit(seen.stream(), silence, now);
        if (habit == null) {
            return Optional.empty();
        }
        return Optional.of(
                finding(
                        watch,
                        name,
                        Severity.SEV2,
                        name + " is unobserved: no entry for " + Span.words(silence),
                        List.of("last entry " + seen.newest(), habit, others),
                        seen.newest(),
                        now));
    }

    /// Why so long a silence is not as it should be, or null when it may be.
    private static @Nullable String habit(Stream stream, Duration silence, Instant now) {
        Duration expected = stream.expectEvery();
        if (expected != null) {
            return silence.compareTo(expected) > 0
                    ? "tools.yaml expects one every " + Span.words(expected)
                    : null;
        }
        if (silence.compareTo(SHORTEST_SILENCE) < 0) {
            return null;
        }
        int days = 0;
        for (int day = 1; day <= MOST_DAYS; day++) {
            Instant then = now.minus(Duration.ofDays(day));
            Optional<Instant> before = stream.newest().apply(then);
            if (before.isEmpty() || Duration.between(before.get(), then).toDays() >= 1) {
                break;
            }
            if (Duration.between(before.get(), then).compareTo(silence.dividedBy(2)) > 0) {
                return null;
            }
            days++;
        }
        return days < FEWEST_DAYS
                ? null
                : "at this time on each of the last "
                        + days
                        + " days one had come within "
                        + Span.words(silence.dividedBy(2));
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

    private static Optional<Finding> resolve(Watch watch, Stream stream) {
        return watch.findings()
                .find(id(stream.name()))
                .filter(FindingStore.Stored::open)
                .map(stored ->
                        finding(
                                watch,
                                stream.name(),
                                stored.finding().severity(),
                                stored.finding().title(),
                                List.of("entries come again"),
                                stored.finding().first(),
                                watch.now(),
                                FindingState.RESOLVED));
    }

    private static Finding finding(
            Watch watch,
            String stream,
            Severity severity,
            String title,
            List<String> facts,
            Instant first,
            Instant last) {
        Optional<FindingStore.Stored> stored = watch.findings().find(id(stream));
        boolean back = stored.isPresent() && !stored.get().open();
        boolean still =
                stored.isPresent() && stored.get().finding().state() == FindingState.REGRESSED;
        return finding(
                watch,
                stream,
                severity,
                title,
                facts,
                first,
                last,
                back || still ? FindingState.REGRESSED : FindingState.NEW);
    }

    private static Finding finding(
            Watch watch,
            String stream,
            Severity severity,
            String title,
            List<String> facts,
            Instant first,
            Instant last,
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
                last,
                1,
                watch.catalog().runbookFor(NAME),
                null);
    }

    private static String id(String stream) {
        String name = stream.replace('_', '-');
        return "fresh-" + name.substring(0, Math.min(50, name.length()));
    }
}

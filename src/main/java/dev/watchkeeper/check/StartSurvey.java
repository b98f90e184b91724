package dev.watchkeeper.check;

import dev.watchkeeper.analysis.IdShape;
import dev.watchkeeper.analysis.Starts;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The starts of processes that a stream tells of within a time, by what they are known by, and how
/// often the days before had them. Memory is bounded.
final class StartSurvey {

    private static final int MOST_STARTS = 300;

    private final Reader reader;
    private final Map<String, Start> starts = new LinkedHashMap<>();

    private StartSurvey(Reader reader) {
        this.reader = reader;
    }

    static StartSurvey of(Watch watch, LogStream stream) {
        return new StartSurvey(new OfLog(watch, stream));
    }

    static StartSurvey of(EventStream stream) {
        return new StartSurvey(new OfEvents(stream));
    }

    /// One start, as it is known.
    record Seen(Instant time, String kind, String identity, String shown) {}

    /// Takes each start; false ends the reading.
    @FunctionalInterface
    private interface Visitor {
        boolean saw(Seen seen);
    }

    /// How starts of a stream are found.
    private sealed interface Reader {

        String stream();

        /// All starts of a time, or those of a kind, the newest first.
        ReadReport read(TimeRange range, Optional<String> kind, Deadline deadline, Visitor visitor);

        /// Whether anything is there of the time before.
        boolean before(Instant time);
    }

    /// A start that came within the time.
    ///
    /// @param identity what it is known by
    /// @param shown in the source's words
    record Start(Reader reader, String kind, String identity, String shown, Moments moments) {

        String stream() {
            return reader.stream();
        }

        /// How often it came before the window.
        Past past(Watch watch, Deadline deadline) {
            TimeRange range = watch.baseline();
            var before = new HashMap<String, Moments>();
            var hours = new HashSet<Instant>();
            long[] all = {0};
            int[] most = {0};
            Duration window = watch.window().length();
            int enough = moments.count();
            ReadReport report =
                    reader.read(
                            range,
                            Optional.of(kind),
                            deadline,
                            seen -> {
                                hours.add(seen.time().truncatedTo(ChronoUnit.HOURS));
                                if (before.size() < MOST_STARTS
                                        || before.containsKey(seen.identity())) {
                                    Moments like =
                                            before.computeIfAbsent(
                                                    seen.identity(), _ -> new Moments());
                                    like.add(seen.time());
                                    most[0] = Math.max(most[0], like.mostWithin(window));
                                }
                                return ++all[0] < Past.SO_MANY && 2 * most[0] < enough;
                            });
            Instant read = report.reached() == null ? range.until() : report.reached();
            Duration covered =
                    Duration.between(report.complete() ? range.from() : read, range.until());
            boolean far = covered.compareTo(Past.LEAST) >= 0;
            boolean known = far && reader.before(range.until().minus(Past.LEAST));
            boolean told = far || 2 * most[0] >= enough || all[0] >= Past.SO_MANY;
            return new Past(told, known, covered, most[0], all[0], hours.size());
        }
    }

    /// What the time before had of a start. A start with another version counts as well: five
    /// instances that are started one after the other at each deploy are no loop at the next one.
    ///
    /// @param told false when time ran out before enough of it was read
    /// @param known whether there is a day before
    /// @param covered how much time before
    /// @param most how often the same start of its kind came at most within the length of a window
    /// @param like how often the like of it came
    /// @param hours in how many hours the like of it came
    record Past(boolean told, boolean known, Duration covered, int most, long like, int hours) {

        static final Duration LEAST = Duration.ofHours(22);
        static final int SO_MANY = 500;
        private static final int ONE_OF_HOURS = 4;

        boolean unusual(int count, int leastUnknown) {
            boolean everyFewHours = (long) ONE_OF_HOURS * hours > covered.toHours();
            return told
                    && like < SO_MANY
                    && 2 * most < count
                    && (known ? !everyFewHours : count >= leastUnknown);
        }
    }

    /// Reads the starts of a time; false when not all of it could be read.
    boolean read(TimeRange range, Deadline deadline) {
        return reader.read(
                        range,
                        Optional.empty(),
                        deadline,
                        seen -> {
                            Start start = starts.get(seen.identity());
                            if (start == null && starts.size() < MOST_STARTS) {
                                start =
                                        new Start(
                                                reader,
                                                seen.kind(),
                                                seen.identity(),
                                                seen.shown(),
                                                new Moments());
                                starts.put(seen.identity(), start);
                            }
                            if (start != null) {
                                start.moments().add(seen.time());
                            }
                            return true;
                        })
                .complete();
    }

    Collection<Start> starts() {
        return starts.values();
    }

    private record OfLog(Watch watch, LogStream log) implements Reader {

        @Override
        public String stream() {
            return log.name();
        }

        @Override
        public ReadReport read(
                TimeRange range, Optional<String> kind, Deadline deadline, Visitor visitor) {
            String constant = kind.map(Starts::constant).orElse("");
            var filter =
                    constant.isEmpty()
                            ? LogFilter.ALL
                            : new LogFilter(null, List.of(constant), Map.of());
            return log.source()
                    .read(
                            new LogQuery(range, Order.NEWEST_FIRST, filter, deadline)
                                    .withoutFields(),
                            entry -> {
                                String message = entry.message();
                                if (!Starts.says(message)
                                        || watch.ignores().of(entry).isPresent()) {
                                    return true;
                                }
                                String like = Starts.kind(message);
                                return !like.equals(kind.orElse(like))
                                        || visitor.saw(
                                                new Seen(
                                                        entry.time(),
                                                        like,
                                                        Starts.identity(message),
                                                        Starts.identity(message)));
                            });
        }

        @Override
        public boolean before(Instant time) {
            return log.source().newest(time).isPresent();
        }
    }

    private record OfEvents(EventStream events) implements Reader {

        private static final int MOST_FIELDS = 8;
        private static final int LONGEST_VALUE = 60;

        @Override
        public String stream() {
            return events.name();
        }

        @Override
        public ReadReport read(
                TimeRange range, Optional<String> kind, Deadline deadline, Visitor visitor) {
            var types = new HashSet<String>();
            if (kind.isPresent()) {
                types.add(kind.get());
            } else {
                ReadReport report =
                        read(
                                range,
                                Set.of(),
                                Set.of("type"),
                                deadline,
                                event -> {
                                    if (Starts.isType(event.type())) {
                                        types.add(event.type());
                                    }
                                    return true;
                                });
                if (types.isEmpty() || !report.complete()) {
                    return report;
                }
            }
            return read(
                    range,
                    types,
                    Set.of(),
                    deadline,
                    event -> {
                        // what has the id of a job is a step of its, and starts no process
                        if (events.ids().stream().anyMatch(event.fields()::containsKey)) {
                            return true;
                        }
                        List<String> values = values(event);
                        return visitor.saw(
                                new Seen(
                                        event.time(),
                                        event.type(),
                                        event.type() + " " + String.join(" ", values),
                                        event.type()
                                                + (values.isEmpty()
                                                        ? ""
                                                        : " of " + String.join(", ", values))));
                    });
        }

        private ReadReport read(
                TimeRange range,
                Set<String> types,
                Set<String> fields,
                Deadline deadline,
                java.util.function.Predicate<Event> visitor) {
            return events.source()
                    .read(
                            new EventQuery(
                                    range,
                                    Order.NEWEST_FIRST,
                                    types,
                                    Map.of(),
                                    fields,
                                    null,
                                    deadline),
                            visitor);
        }

        /// What says which process it is: words, and neither numbers nor ids of this one start.
        private List<String> values(Event event) {
            var values = new ArrayList<String>();
            for (var field : new TreeMap<>(event.fields()).entrySet()) {
                if (field.getValue() instanceof String text
                        && !events.ids().contains(field.getKey())
                        && text.length() <= LONGEST_VALUE
                        && !IdShape.isRandom(text)
                        && !values.contains(Starts.identity(text))
                        && values.size() < MOST_FIELDS) {
                    values.add(Starts.identity(text));
                }
            }
            return values;
        }

        @Override
        public boolean before(Instant time) {
            return events.source().newest(time).isPresent();
        }
    }
}

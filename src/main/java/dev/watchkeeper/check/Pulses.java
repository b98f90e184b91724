package dev.watchkeeper.check;

import dev.watchkeeper.analysis.Habit;
import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.analysis.TemplateMiner;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.state.KnownTemplates;
import dev.watchkeeper.state.PulseStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// In which five minutes of the last three weeks each kind of a stream came: types of events, or
/// messages by template. Past hours are read once and remembered; the present one is read each
/// time. Messages from WARN on are left out: that they stop is good.
final class Pulses {

    /// How far back is looked: three weeks, and a day that is judged by them.
    static final Duration LOOKBACK = Duration.ofDays(22);

    private static final long SLOT = Duration.ofMinutes(5).toMillis();
    private static final int SLOTS_OF_HOUR = 12;
    private static final int OFTEN = 3;

    /// So late an entry may come to its hour.
    private static final Duration LATE = Duration.ofMinutes(10);

    private final Watch watch;
    private final String stream;
    private final Instant begin;
    private final int now;
    private final Map<String, BitSet> kinds = new HashMap<>();
    private final BitSet read = new BitSet();
    private boolean complete;

    private Pulses(Watch watch, String stream) {
        this.watch = watch;
        this.stream = stream;
        this.begin = watch.now().minus(LOOKBACK).truncatedTo(ChronoUnit.HOURS);
        this.now = slot(watch.now());
    }

    /// A kind that stopped.
    ///
    /// @param kind a type of event, or the id of a template
    /// @param last the five minutes in which it came last
    /// @param habit how it came before, in words of ours
    record Stopped(String kind, Instant last, String habit) {}

    /// The kinds that a stretch of a stream holds are put into these slots.
    private interface Reading {

        /// @return what came of it; kinds of what was read are there however it ended
        ReadReport read(TimeRange range, Map<String, BitSet> into, Deadline deadline);
    }

    static Pulses of(Watch watch, EventStream stream, Deadline deadline) {
        var pulses = new Pulses(watch, stream.name());
        pulses.fill(
                deadline,
                (range, into, until) ->
                        stream.source()
                                .read(
                                        new EventQuery(
                                                range,
                                                Order.NEWEST_FIRST,
                                                Set.of(),
                                                Map.of(),
                                                Set.of("type"),
                                                null,
                                                until),
                                        event -> {
                                            into.computeIfAbsent(event.type(), _ -> new BitSet())
                                                    .set(pulses.slot(event.time()));
                                            return true;
                                        }));
        return pulses;
    }

    /// @param texts where the text of each template is put, by its id
    static Pulses of(Watch watch, LogStream stream, Map<String, String> texts, Deadline deadline) {
        var pulses = new Pulses(watch, stream.name());
        String key = "pulses of " + stream.name();
        watch.templates().of(key).forEach(known -> texts.put(known.id(), known.text()));
        pulses.fill(
                deadline,
                (range, into, until) -> {
                    var miner =
                            new TemplateMiner(
                                    texts.entrySet().stream()
                                            .map(known ->
                                                    new Template(known.getKey(), known.getValue()))
                                            .toList());
                    var slots = new HashMap<Integer, BitSet>();
                    ReadReport report =
                            stream.source()
                                    .read(
                                            new LogQuery(
                                                            range,
                                                            Order.NEWEST_FIRST,
                                                            LogFilter.ALL,
                                                            until)
                                                    .withoutFields(),
                                            entry -> {
                                                Level level = entry.level();
                                                if (level == null || !level.atLeast(Level.WARN)) {
                                                    slots.computeIfAbsent(
                                                                    miner.add(entry.message()),
                                                                    _ -> new BitSet())
                                                            .set(pulses.slot(entry.time()));
                                                }
                                                return true;
                                            });
                    slots.forEach((handle, at) -> {
                        Template template = miner.templateOf(handle);
                        texts.putIfAbsent(template.id(), template.text());
                        into.computeIfAbsent(template.id(), _ -> new BitSet()).or(at);
                    });
                    return report;
                });
        watch.templates()
                .remember(
                        key,
                        texts.entrySet().stream()
                                .filter(text -> pulses.often(text.getKey()))
                                .map(text ->
                                        new KnownTemplates.Known(text.getKey(), text.getValue()))
                                .toList());
        return pulses;
    }

    private int slot(Instant time) {
        return (int) Math.max(0, (time.toEpochMilli() - begin.toEpochMilli()) / SLOT);
    }

    private Instant time(int slot) {
        return begin.plusMillis(slot * SLOT);
    }

    /// Whether a kind came often enough to be known again by its text.
    private boolean often(String kind) {
        BitSet slots = kinds.get(kind);
        return slots != null && slots.cardinality() >= OFTEN;
    }

    /// First what was not read yet, since much of it tells better than little what of a message
    /// varies; then the present hour.
    private void fill(Deadline deadline, Reading reading) {
        Instant settled = watch.now().minus(LATE).truncatedTo(ChronoUnit.HOURS);
        for (PulseStore.Hour hour : watch.pulses().hours(stream, new TimeRange(begin, settled))) {
            int start = slot(hour.hour());
            read.set(start, start + SLOTS_OF_HOUR);
            hour.pulses()
                    .forEach((kind, bits) -> {
                        BitSet slots = kinds.computeIfAbsent(kind, _ -> new BitSet());
                        for (int i = 0; i < SLOTS_OF_HOUR; i++) {
                            if ((bits >> i & 1) == 1) {
                                slots.set(start + i);
                            }
                        }
                    });
        }
        Deadline before = deadline.within(deadline.remaining().multipliedBy(3).dividedBy(4));
        for (TimeRange gap : gaps(settled)) {
            if (!older(reading, gap, before)) {
                break;
            }
        }
        ReadReport latest = reading.read(new TimeRange(settled, watch.now()), kinds, deadline);
        complete = latest.complete();
        read.set(slot(settled), now + 1);
    }

    /// The stretches of hours that were not read yet, the newest first.
    private List<TimeRange> gaps(Instant settled) {
        var gaps = new ArrayList<TimeRange>();
        int end = slot(settled);
        while (end > 0) {
            int from = read.previousSetBit(end - 1) + 1;
            if (from < end) {
                gaps.add(new TimeRange(time(from), time(end)));
            }
            end = from == 0 ? 0 : read.previousClearBit(from - 1) + 1;
        }
        return gaps;
    }

    private boolean older(Reading reading, TimeRange gap, Deadline deadline) {
        var found = new HashMap<String, BitSet>();
        ReadReport report = reading.read(gap, found, deadline);
        Instant from = gap.from();
        if (!report.complete()) {
            Instant reached = report.reached() == null ? gap.until() : report.reached();
            // the hour in which it stopped was not read to its beginning
            from = reached.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        }
        var hours = new ArrayList<PulseStore.Hour>();
        for (int start = slot(from); start < slot(gap.until()); start += SLOTS_OF_HOUR) {
            read.set(start, start + SLOTS_OF_HOUR);
            hours.add(new PulseStore.Hour(time(start), hour(found, start)));
        }
        watch.pulses().keep(stream, hours);
        found.forEach((kind, slots) -> kinds.computeIfAbsent(kind, _ -> new BitSet()).or(slots));
        return report.complete();
    }

    private static Map<String, Integer> hour(Map<String, BitSet> found, int start) {
        var pulses = new HashMap<String, Integer>();
        found.forEach((kind, slots) -> {
            int bits = 0;
            for (int i = 0; i < SLOTS_OF_HOUR; i++) {
                bits |= slots.get(start + i) ? 1 << i : 0;
            }
            if (bits != 0) {
                pulses.put(kind, bits);
            }
        });
        return pulses;
    }

    /// False when the present could not be read, so that nothing can be told.
    boolean complete() {
        return complete;
    }

    /// When each kind came last.
    Map<String, Instant> newest() {
        var newest = new HashMap<String, Instant>();
        kinds.forEach((kind, slots) -> newest.put(kind, time(slots.previousSetBit(now))));
        return newest;
    }

    /// The kinds that stopped while others of the stream go on, the longest silent first.
    List<Stopped> stopped() {
        var stopped = new ArrayList<Stopped>();
        if (!complete) {
            return stopped;
        }
        BitSet observed = observed();
        kinds.forEach((kind, slots) -> {
            int last = slots.previousSetBit(now);
            if (othersGoOn(kind, last) && !reworded(last, slots)) {
                String habit = Habit.broken(slots, observed, now);
                if (habit != null) {
                    stopped.add(new Stopped(kind, time(last), habit));
                }
            }
        });
        stopped.sort((a, b) -> a.last().compareTo(b.last()));
        return stopped;
    }

    /// The hours that were read and in which the stream lived.
    private BitSet observed() {
        var lived = new BitSet();
        for (BitSet slots : kinds.values()) {
            for (int at = slots.nextSetBit(0); at >= 0; at = slots.nextSetBit(at + 1)) {
                int hour = at / SLOTS_OF_HOUR * SLOTS_OF_HOUR;
                lived.set(hour, hour + SLOTS_OF_HOUR);
            }
        }
        lived.and(read);
        return lived;
    }

    private boolean othersGoOn(String kind, int last) {
        int lately = Math.max(3, (now - last) / 4);
        return kinds.entrySet().stream()
                .anyMatch(other ->
                        !other.getKey().equals(kind)
                                && other.getValue().previousSetBit(now) > now - lately);
    }

    /// Whether a kind that was never seen before took its place: messages change with a version.
    private boolean reworded(int last, BitSet slots) {
        int silence = now - last;
        int before = slots.get(Math.max(0, last - silence), last + 1).cardinality();
        return kinds.values().stream()
                .anyMatch(other ->
                        other.nextSetBit(0) > last
                                && 2 * other.cardinality() >= before
                                && other.nextSetBit(0) - last
                                        <= Math.max(SLOTS_OF_HOUR, silence / 4));
    }
}

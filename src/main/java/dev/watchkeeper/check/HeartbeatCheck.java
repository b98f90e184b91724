package dev.watchkeeper.check;

import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.state.FindingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Jobs and heartbeats that used to come and stopped, while others of the stream go on: types of
/// events by the habit that [Beats] tells, and these and kinds of messages by [Pulses], up to three
/// weeks back. Each is SEV3; it is over when it comes again, or when it has not come for so long
/// that nothing expects it any more.
public final class HeartbeatCheck implements Check {

    /// Its name in tools.yaml.
    public static final String NAME = "heartbeat";

    private static final Duration ONE_STREAM = Duration.ofSeconds(3);
    private static final Duration ALL_PULSES = Duration.ofSeconds(15);
    private static final int MOST_TOLD = 5;
    private static final int CHARACTERS = 60;

    @Override
    public String name() {
        return NAME;
    }

    /// What stopped of a stream.
    ///
    /// @param shown the type or the template, written by strangers
    private record Silent(String id, String shown, Instant last, String habit) {}

    @Override
    public List<Finding> run(Watch watch) {
        var findings = new ArrayList<Finding>();
        Deadline deadline = watch.deadline().within(ALL_PULSES);
        int left = watch.catalog().events().size() + watch.catalog().logs().size();
        for (EventStream stream : watch.catalog().events().values()) {
            watch.progress("looking for what stopped in " + stream.name());
            try {
                findings.addAll(of(watch, stream, share(deadline, left--)));
            } catch (SourceUnavailable e) {
                watch.couldNotRead(stream.name(), e.text());
            }
        }
        for (LogStream stream : watch.catalog().logs().values()) {
            watch.progress("looking for what stopped in " + stream.name());
            try {
                findings.addAll(of(watch, stream, share(deadline, left--)));
            } catch (SourceUnavailable e) {
                watch.couldNotRead(stream.name(), e.text());
            }
        }
        return findings;
    }

    private static Deadline share(Deadline deadline, int left) {
        return deadline.within(deadline.remaining().dividedBy(Math.max(1, left)));
    }

    private static List<Finding> of(Watch watch, EventStream stream, Deadline deadline) {
        var beats = new Beats(watch.now());
        long[] lately = {0};
        TimeRange window = watch.window();
        ReadReport report =
                stream.source()
                        .read(
                                new EventQuery(
                                        TimeRange.before(watch.now(), Beats.LOOKBACK),
                                        Order.NEWEST_FIRST,
                                        Set.of(),
                                        Map.of(),
                                        Set.of("type"),
                                        null,
                                        watch.deadline().within(ONE_STREAM)),
                                event -> {
                                    beats.add(event);
                                    lately[0] += window.contains(event.time()) ? 1 : 0;
                                    return true;
                                });
        watch.saw(
                new Watch.Activity(
                        stream.name(), "events", lately[0], 0, 0, sawWindow(report, window)));
        Pulses pulses = Pulses.of(watch, stream, deadline);
        var silent = new LinkedHashMap<String, Silent>();
        var newest = new HashMap<String, Instant>();
        pulses.newest().forEach((type, last) -> newest.put(id(stream.name(), type), last));
        beats.newest().forEach((type, last) -> newest.put(id(stream.name(), type), last));
        beats.stopped()
                .forEach(stopped ->
                        put(
                                silent,
                                stream.name(),
                                stopped.type(),
                                stopped.type(),
                                stopped.last(),
                                stopped.habit()));
        pulses.stopped()
                .forEach(stopped ->
                        put(
                                silent,
                                stream.name(),
                                stopped.kind(),
                                stopped.kind(),
                                newest.getOrDefault(
                                        id(stream.name(), stopped.kind()), stopped.last()),
                                stopped.habit()));
        return findings(
                watch, stream.name(), silent, newest, report.complete() && pulses.complete());
    }

    /// The newest were read first.
    private static boolean sawWindow(ReadReport report, TimeRange window) {
        Instant reached = report.reached();
        return report.complete() || (reached != null && reached.isBefore(window.from()));
    }

    private static List<Finding> of(Watch watch, LogStream stream, Deadline deadline) {
        var texts = new HashMap<String, String>();
        Pulses pulses = Pulses.of(watch, stream, texts, deadline);
        var silent = new LinkedHashMap<String, Silent>();
        var newest = new HashMap<String, Instant>();
        pulses.newest().forEach((kind, last) -> newest.put(id(stream.name(), kind), last));
        pulses.stopped()
                .forEach(stopped ->
                        put(
                                silent,
                                stream.name(),
                                stopped.kind(),
                                '"' + texts.getOrDefault(stopped.kind(), stopped.kind()) + '"',
                                stopped.last(),
                                stopped.habit()));
        return findings(watch, stream.name(), silent, newest, pulses.complete());
    }

    private static void put(
            Map<String, Silent> silent,
            String stream,
            String kind,
            String shown,
            Instant last,
            String habit) {
        String id = id(stream, kind);
        silent.putIfAbsent(id, new Silent(id, shown, last, habit));
    }

    private static List<Finding> findings(
            Watch watch,
            String stream,
            Map<String, Silent> silent,
            Map<String, Instant> newest,
            boolean complete) {
        var findings = new ArrayList<Finding>();
        for (Silent one : silent.values()) {
            if (findings.size() < MOST_TOLD) {
                findings.add(Life.holds(watch, held(watch, stream, one, silent.size())));
            }
        }
        for (FindingStore.Stored stored : watch.findings().open()) {
            Finding open = stored.finding();
            if (open.check().equals(NAME)
                    && open.subject().equals(stream)
                    && !silent.containsKey(open.id())
                    && !open.last().isAfter(watch.now())) {
                Instant last = newest.get(open.id());
                if (last != null && last.isAfter(open.first())) {
                    findings.add(Life.over(open, "it comes again"));
                } else if (last == null && complete) {
                    findings.add(
                            Life.over(
                                    open,
                                    "it has not come for "
                                            + Span.words(Pulses.LOOKBACK)
                                            + ", and is not expected any more"));
                }
            }
        }
        return findings;
    }

    private static Life.Held held(Watch watch, String stream, Silent silent, int all) {
        String shown = silent.shown();
        var facts = new ArrayList<String>();
        facts.add("last came " + Amounts.time(silent.last(), watch.now()));
        facts.add(silent.habit());
        facts.add("others of " + stream + " go on");
        if (all > MOST_TOLD) {
            facts.add(all + " kinds of it stopped, " + MOST_TOLD + " are told");
        }
        return new Life.Held(
                silent.id(),
                NAME,
                stream,
                Severity.SEV3,
                (shown.length() <= CHARACTERS ? shown : shown.substring(0, CHARACTERS) + "…")
                        + " stopped: none for "
                        + Span.words(Duration.between(silent.last(), watch.now())),
                facts,
                silent.last(),
                1);
    }

    private static String id(String stream, String kind) {
        return FindingId.of("beat", stream + "." + kind);
    }
}

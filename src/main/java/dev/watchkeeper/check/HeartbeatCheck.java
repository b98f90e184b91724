package dev.watchkeeper.check;

import dev.watchkeeper.catalog.EventStream;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Jobs and heartbeats that used to come and stopped: types of events, by the habit that [Beats]
/// tells, while other types of the stream go on. Each is SEV3; it is over when the type comes
/// again, or when it has not come for so long that nothing expects it any more.
public final class HeartbeatCheck implements Check {

    /// Its name in tools.yaml.
    public static final String NAME = "heartbeat";

    private static final Duration ONE_STREAM = Duration.ofSeconds(3);
    private static final int MOST_TOLD = 5;
    private static final int TYPE_CHARACTERS = 60;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Finding> run(Watch watch) {
        var findings = new ArrayList<Finding>();
        for (EventStream stream : watch.catalog().events().values()) {
            watch.progress("looking for what stopped in " + stream.name());
            try {
                findings.addAll(of(watch, stream));
            } catch (SourceUnavailable e) {
                watch.couldNotRead(stream.name(), e.text());
            }
        }
        return findings;
    }

    private static List<Finding> of(Watch watch, EventStream stream) {
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
        watch.saw(new Watch.Activity(stream.name(), "events", lately[0], 0, 0));
        var findings = new ArrayList<Finding>();
        var holding = new HashSet<String>();
        for (Beats.Stopped stopped : beats.stopped()) {
            Life.Held held = held(watch, stream, stopped);
            holding.add(held.id());
            if (findings.size() < MOST_TOLD) {
                findings.add(Life.holds(watch, held));
            }
        }
        var known = new HashMap<String, Instant>();
        beats.newest().forEach((type, last) -> known.put(id(stream, type), last));
        for (FindingStore.Stored stored : watch.findings().open()) {
            Finding open = stored.finding();
            if (open.check().equals(NAME)
                    && open.subject().equals(stream.name())
                    && !holding.contains(open.id())
                    && !open.last().isAfter(watch.now())) {
                Instant last = known.get(open.id());
                if (last != null && last.isAfter(open.first())) {
                    findings.add(Life.over(open, "it comes again"));
                } else if (last == null && report.complete()) {
                    findings.add(
                            Life.over(
                                    open,
                                    "it has not come for "
                                            + Span.words(Beats.LOOKBACK)
                                            + ", and is not expected any more"));
                }
            }
        }
        return findings;
    }

    private static Life.Held held(Watch watch, EventStream stream, Beats.Stopped stopped) {
        String type = stopped.type();
        return new Life.Held(
                id(stream, type),
                NAME,
                stream.name(),
                Severity.SEV3,
                (type.length() <= TYPE_CHARACTERS ? type : type.substring(0, TYPE_CHARACTERS) + "…")
                        + " stopped: none for "
                        + Span.words(Duration.between(stopped.last(), watch.now())),
                List.of(
                        "last came " + Amounts.time(stopped.last(), watch.now()),
                        stopped.habit(),
                        "others of " + stream.name() + " go on"),
                stopped.last(),
                1);
    }

    private static String id(EventStream stream, String type) {
        return FindingId.of("beat", stream.name() + "." + type);
    }
}

package dev.watchkeeper.doctor;

import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every stream: whether it can be read, how new its newest entry is, and whether its times and
/// lines are understood.
final class StreamsProbe implements Probe {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AHEAD = Duration.ofMinutes(2);
    private static final Duration FAR = Duration.ofDays(2);
    private static final Duration LONG_SILENT = Duration.ofDays(1);
    private static final int ENTRIES = 1_000;

    @Override
    public String name() {
        return "streams";
    }

    /// What the newest entries showed.
    private static final class Newest {
        private int entries;
        private int leveled;
        private @Nullable Instant time;

        boolean add(Instant at) {
            entries++;
            if (time == null || at.isAfter(time)) {
                time = at;
            }
            return entries < ENTRIES;
        }
    }

    @Override
    public List<Observation> examine(Installation installation) {
        var seen = new ArrayList<Observation>();
        installation.catalog().logs().values().forEach(log -> seen.add(log(installation, log)));
        installation
                .catalog()
                .events()
                .values()
                .forEach(events -> seen.add(events(installation, events)));
        return seen;
    }

    private static Observation log(Installation installation, LogStream stream) {
        String what = "stream " + stream.name();
        try {
            var newest = new Newest();
            ReadReport report =
                    stream.source()
                            .read(
                                    new LogQuery(
                                                    range(installation),
                                                    Order.NEWEST_FIRST,
                                                    LogFilter.ALL,
                                                    Deadline.after(PATIENCE))
                                            .withoutFields(),
                                    entry -> {
                                        newest.leveled += entry.level() == null ? 0 : 1;
                                        return newest.add(entry.time());
                                    });
            return judged(installation, what, stream.expectEvery(), newest, report, true);
        } catch (SourceUnavailable | BadRequest e) {
            return Observation.fail(
                    what,
                    e.text(),
                    "correct it as it says, then: " + installation.command("doctor"));
        }
    }

    private static Observation events(Installation installation, EventStream stream) {
        String what = "stream " + stream.name();
        try {
            var newest = new Newest();
            ReadReport report =
                    stream.source()
                            .read(
                                    new EventQuery(
                                            range(installation),
                                            Order.NEWEST_FIRST,
                                            Set.of(),
                                            Map.of(),
                                            Set.of(),
                                            null,
                                            Deadline.after(PATIENCE)),
                                    event -> newest.add(event.time()));
            return judged(installation, what, stream.expectEvery(), newest, report, false);
        } catch (SourceUnavailable | BadRequest e) {
            return Observation.fail(
                    what,
                    e.text(),
                    "correct it as it says, then: " + installation.command("doctor"));
        }
    }

    private static TimeRange range(Installation installation) {
        return new TimeRange(Instant.EPOCH, installation.now().plus(FAR));
    }

    private static Observation judged(
            Installation installation,
            String what,
            @Nullable Duration expected,
            Newest newest,
            ReadReport report,
            boolean log) {
        Instant time = newest.time;
        Instant now = installation.now();
        if (time == null) {
            return report.broken() > 0
                    ? Observation.fail(
                            what,
                            "none of "
                                    + Amounts.counted(report.broken(), "line or row")
                                    + " could be read, such as "
                                    + broken(report),
                            "name time: or format: for it in tools.yaml (docs/tools-yaml.md)")
                    : Observation.warn(
                            what, "can be read and has no entry yet", "start what writes there");
        }
        String fact =
                "newest "
                        + Amounts.ago(time, now)
                        + "; "
                        + Amounts.counted(newest.entries, "entry").replace("entrys", "entries")
                        + " read"
                        + (report.broken() == 0 ? ", all understood" : "");
        if (time.isAfter(now.plus(AHEAD))) {
            return Observation.warn(
                    what,
                    fact + ": its times are read in the wrong zone, or a clock is wrong",
                    "set timezone: in tools.yaml to the zone of times that name none, or mend the clock: timedatectl");
        }
        if (report.broken() * 100 > newest.entries) {
            return Observation.warn(
                    what,
                    fact
                            + ", "
                            + Amounts.counted(report.broken(), "line or row")
                            + " not, such as "
                            + broken(report),
                    "name format: or a pattern: for it in tools.yaml (docs/tools-yaml.md)");
        }
        Duration silence = Duration.between(time, now);
        if (expected != null && silence.compareTo(expected) > 0) {
            return Observation.warn(
                    what,
                    fact + "; expect_every is " + Span.words(expected),
                    "look whether its application runs; if this silence is normal, raise expect_every");
        }
        if (expected == null && silence.compareTo(LONG_SILENT) > 0) {
            return Observation.warn(
                    what,
                    fact + "; nothing for more than a day",
                    "look whether its application runs and still writes there");
        }
        if (log && newest.leveled == 0) {
            return Observation.warn(
                    what,
                    fact + "; no entry has a level, so no error is seen in it",
                    "name level: for it in tools.yaml");
        }
        return Observation.ok(what, fact);
    }

    private static String broken(ReadReport report) {
        return report.brokenSamples().isEmpty()
                ? "one that cannot be shown"
                : report.brokenSamples().getFirst().ref()
                        + " ("
                        + report.brokenSamples().getFirst().problem()
                        + ")";
    }
}

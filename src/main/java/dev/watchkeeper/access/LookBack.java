package dev.watchkeeper.access;

import dev.watchkeeper.catalog.Measured;
import dev.watchkeeper.catalog.MetricReader;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.schema.Durations;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.EventSource;
import dev.watchkeeper.source.LevelCounts;
import dev.watchkeeper.source.LevelQuery;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.ReadReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// How far back a client may look. What is older is not read, whoever asks for it and in whatever
/// way; the answer says so.
///
/// @param most the furthest
record LookBack(Duration most, InstantSource clock) {

    LogSource over(LogSource source) {
        return new Logs(source, this);
    }

    EventSource over(EventSource source) {
        return new Events(source, this);
    }

    MetricReader over(MetricReader reader) {
        return (range, width, deadline) -> {
            if (!cuts(range)) {
                return reader.read(range, width, deadline);
            }
            if (hides(range)) {
                return new Measured(width, List.of(), true, List.of(remark()));
            }
            Measured read = reader.read(cut(range), width, deadline);
            var remarks = new ArrayList<>(read.remarks());
            remarks.add(remark());
            return new Measured(read.width(), read.buckets(), read.complete(), remarks);
        };
    }

    private Instant begin() {
        return clock.instant().minus(most);
    }

    private boolean sees(Instant time) {
        return !time.isBefore(begin());
    }

    private boolean cuts(TimeRange range) {
        return !sees(range.from());
    }

    private boolean hides(TimeRange range) {
        return !range.until().isAfter(begin());
    }

    private TimeRange cut(TimeRange range) {
        return new TimeRange(begin(), range.until());
    }

    private ReadReport nothing() {
        return new ReadReport(0, 0, List.of(), ReadReport.End.RANGE, null, null, List.of(remark()));
    }

    /// What is said wherever something was not read.
    String remark() {
        return "nothing older than "
                + Durations.format(most)
                + " is shown here: that is how far back this access may look";
    }

    private ReadReport said(ReadReport report) {
        var remarks = new ArrayList<>(report.remarks());
        remarks.add(remark());
        return new ReadReport(
                report.examined(),
                report.broken(),
                report.brokenSamples(),
                report.end(),
                report.reached(),
                report.cursor(),
                List.copyOf(remarks));
    }

    private record Logs(LogSource source, LookBack limit) implements LogSource {

        @Override
        public ReadReport read(LogQuery query, Predicate<LogEntry> visitor) {
            if (!limit.cuts(query.range())) {
                return source.read(query, visitor);
            }
            if (limit.hides(query.range())) {
                return limit.nothing();
            }
            return limit.said(
                    source.read(
                            new LogQuery(
                                    limit.cut(query.range()),
                                    query.order(),
                                    query.filter(),
                                    query.fields(),
                                    query.cursor(),
                                    query.deadline()),
                            entry -> !limit.sees(entry.time()) || visitor.test(entry)));
        }

        @Override
        public Optional<LogEntry> entry(String ref) {
            return source.entry(ref).filter(entry -> limit.sees(entry.time()));
        }

        @Override
        public Optional<Instant> newest(Instant now) {
            return source.newest(now).filter(limit::sees);
        }

        @Override
        public LevelCounts count(LevelQuery query) {
            if (!limit.cuts(query.range())) {
                return source.count(query);
            }
            if (limit.hides(query.range())) {
                return new LevelCounts(List.of(), limit.nothing());
            }
            LevelCounts counts = source.count(query.within(limit.cut(query.range())));
            return new LevelCounts(counts.counts(), limit.said(counts.report()));
        }
    }

    private record Events(EventSource source, LookBack limit) implements EventSource {

        @Override
        public ReadReport read(EventQuery query, Predicate<Event> visitor) {
            if (!limit.cuts(query.range())) {
                return source.read(query, visitor);
            }
            if (limit.hides(query.range())) {
                return limit.nothing();
            }
            return limit.said(
                    source.read(
                            new EventQuery(
                                    limit.cut(query.range()),
                                    query.order(),
                                    query.types(),
                                    query.where(),
                                    query.fields(),
                                    query.cursor(),
                                    query.deadline()),
                            event -> !limit.sees(event.time()) || visitor.test(event)));
        }

        @Override
        public Optional<Event> event(String ref) {
            return source.event(ref).filter(event -> limit.sees(event.time()));
        }

        @Override
        public Optional<Instant> newest(Instant now) {
            return source.newest(now).filter(limit::sees);
        }
    }
}

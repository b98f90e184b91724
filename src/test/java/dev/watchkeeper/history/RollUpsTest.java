package dev.watchkeeper.history;

import static dev.watchkeeper.history.Service.HOUR;
import static dev.watchkeeper.history.Service.MINUTE;
import static dev.watchkeeper.history.Service.TEN;
import static dev.watchkeeper.history.Service.counts;
import static dev.watchkeeper.history.Service.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.catalog.Measured;
import dev.watchkeeper.catalog.MetricReader;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LevelCount;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.state.RollUps;
import dev.watchkeeper.state.StateDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollUpsTest {

    private Service service;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        service = new Service(folder);
    }

    @AfterEach
    void close() {
        service.close();
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-" + time + ":00Z");
    }

    private static long entries(List<LevelCount> counts) {
        return counts.stream().mapToLong(LevelCount::entries).sum();
    }

    private void emptySource() throws Exception {
        service.run("DELETE FROM log");
        service.run("DELETE FROM event");
    }

    @Test
    void whatIsRolledUpIsAnsweredWithoutTheSource() throws Exception {
        service.write(at("22T04:10"), TEN, Duration.ofSeconds(7));
        var ranges =
                List.of(
                        new TimeRange(at("22T04:00"), at("22T09:00")),
                        new TimeRange(at("22T05:13"), at("22T08:47")),
                        new TimeRange(at("22T06:05"), at("22T06:07")));
        var before = ranges.stream().map(range -> counts(service.log, range, HOUR)).toList();
        var minutes = ranges.stream().map(range -> counts(service.log, range, MINUTE)).toList();
        assertThat(entries(before.getFirst())).isEqualTo(2486);

        assertThat(Service.all(service.logRolling())).isEqualTo(6);
        emptySource();

        for (int i = 0; i < ranges.size(); i++) {
            assertThat(counts(service.rolledLog, ranges.get(i), HOUR)).isEqualTo(before.get(i));
            assertThat(counts(service.rolledLog, ranges.get(i), MINUTE)).isEqualTo(minutes.get(i));
        }
    }

    @Test
    void theLatestMinutesAreReadFromTheSource() throws Exception {
        service.write(at("22T09:00"), TEN, Duration.ofSeconds(10));
        Service.all(service.logRolling());
        var hour = new TimeRange(at("22T09:00"), TEN);
        assertThat(entries(counts(service.rolledLog, hour, HOUR))).isEqualTo(360);

        // late by a minute and a half, within the slack
        service.run(
                "INSERT INTO log(time,level,message) VALUES(%d,'ERROR','late')"
                        .formatted(TEN.minusSeconds(90).toEpochMilli()));
        assertThat(entries(counts(service.rolledLog, hour, HOUR))).isEqualTo(361);
    }

    @Test
    void anHourThatGoesOnIsRolledUpInParts() throws Exception {
        service.now = at("22T09:20");
        var hour = new TimeRange(at("22T09:00"), at("22T10:00"));
        MetricReader direct = service.direct(true, "ms");
        Rolling log = service.logRolling();
        Rolling metric = service.metricRolling(direct);
        for (int part = 0; part < 4; part++) {
            service.write(
                    service.now.minus(Duration.ofMinutes(20)), service.now, Duration.ofSeconds(3));
            Service.all(log);
            Service.all(metric);
            service.now = service.now.plus(Duration.ofMinutes(20));
        }
        List<LevelCount> counts = counts(service.log, hour, HOUR);
        Measured measured = read(direct, hour, HOUR);
        emptySource();

        assertThat(counts(service.rolledLog, hour, HOUR)).isEqualTo(counts);
        Bucket rolled =
                read(RolledMetric.of(direct, service.rollUps), hour, HOUR).buckets().getFirst();
        Bucket whole = measured.buckets().getFirst();
        assertThat(rolled.count()).isEqualTo(whole.count()).isEqualTo(960);
        assertThat(Aggregate.P95.of(rolled)).isEqualTo(Aggregate.P95.of(whole));
    }

    @Test
    void aMetricIsTheSameFromRollUps() throws Exception {
        service.write(at("22T03:10"), at("22T06:31"), Duration.ofSeconds(7));
        service.write(at("22T07:45"), TEN, Duration.ofSeconds(40));
        var random = new Random(3);
        for (MetricReader direct : List.of(service.direct(false), service.direct(true, "ms"))) {
            MetricReader rolled = RolledMetric.of(direct, service.rollUps);
            Service.all(service.metricRolling(direct));
            for (int i = 0; i < 8; i++) {
                Instant from = at("22T02:30").plusSeconds(random.nextInt(5 * 3600));
                var range = new TimeRange(from, from.plusSeconds(60 + random.nextInt(3 * 3600)));
                for (Duration width :
                        List.of(Duration.ofSeconds(15), MINUTE, Duration.ofMinutes(5), HOUR)) {
                    assertSame(read(direct, range, width), read(rolled, range, width));
                }
            }
        }
    }

    /// Whether nobody looked or nothing came is judged for longer stretches by the direct way, so
    /// only buckets with values are compared.
    private static void assertSame(Measured direct, Measured rolled) {
        List<Bucket> a = direct.buckets().stream().filter(b -> b.count() > 0).toList();
        List<Bucket> b = rolled.buckets().stream().filter(x -> x.count() > 0).toList();
        assertThat(b).extracting(Bucket::start).isEqualTo(a.stream().map(Bucket::start).toList());
        for (int i = 0; i < a.size(); i++) {
            Bucket one = a.get(i);
            Bucket other = b.get(i);
            assertThat(other.count()).isEqualTo(one.count());
            assertThat(other.min()).isEqualTo(one.min());
            assertThat(other.last()).isEqualTo(one.last());
            assertThat(other.sum()).isCloseTo(one.sum(), within(1e-6));
            assertThat(Double.valueOf(Aggregate.P95.of(other)))
                    .isEqualTo(Double.valueOf(Aggregate.P95.of(one)));
        }
    }

    @Test
    void aSourceMadeAnewKeepsItsHistoryAndIsRolledUpAgain() throws Exception {
        service.write(at("22T06:00"), at("22T08:30"), Duration.ofSeconds(10));
        Service.all(service.logRolling());
        service.startAgain();
        service.write(at("22T07:30"), TEN, Duration.ofSeconds(20));
        Service.all(service.logRolling());

        assertThat(counts(service.rolledLog, new TimeRange(at("22T06:00"), TEN), HOUR))
                .filteredOn(count -> count.level() == Level.ERROR)
                .extracting(count -> count.start().toString().substring(11, 13))
                .containsOnly("06", "07", "08", "09");
        assertThat(entries(counts(service.rolledLog, hour("22T06:00"), HOUR))).isEqualTo(360);
        assertThat(entries(counts(service.rolledLog, hour("22T07:00"), HOUR))).isEqualTo(180 + 90);
        assertThat(entries(counts(service.rolledLog, hour("22T08:00"), HOUR))).isEqualTo(180);
    }

    private static TimeRange hour(String start) {
        return new TimeRange(at(start), at(start).plus(HOUR));
    }

    @Test
    void rowsThatTheirOwnerPrunesStayInTheHistory() throws Exception {
        service.write(at("22T04:00"), TEN, Duration.ofSeconds(10));
        Service.all(service.logRolling());
        service.run("DELETE FROM log WHERE time < " + at("22T07:00").toEpochMilli());
        service.now = at("22T11:00");
        service.write(TEN, at("22T11:00"), Duration.ofSeconds(10));

        assertThat(Service.all(service.logRolling())).as("hours 9 and 10").isEqualTo(2);
        assertThat(entries(counts(service.rolledLog, hour("22T05:00"), HOUR))).isEqualTo(360);
    }

    @Test
    void nothingIsRolledUpTwice() throws Exception {
        service.write(at("22T04:00"), TEN, Duration.ofSeconds(10));
        Service.all(service.logRolling());

        assertThat(Service.all(service.logRolling())).isZero();
    }

    @Test
    void theNewestHoursComeFirstAndADayAtATime() throws Exception {
        service.write(at("21T20:00"), TEN, Duration.ofSeconds(60));
        Rolling rolling = service.logRolling();
        rolling.begin(Service.soon());

        assertThat(rolling.step(Service.soon())).as("the hour that goes on").isEqualTo(1);
        assertThat(rolled()).containsOnlyKeys(at("22T09:00"));
        assertThat(rolling.step(Service.soon())).as("the day so far").isEqualTo(9);
        assertThat(rolled()).hasSize(10).containsKey(at("22T00:00"));
        assertThat(rolling.step(Service.soon())).as("the day before").isEqualTo(4);
        assertThat(rolled()).hasSize(14).containsKey(at("21T20:00"));
        assertThat(rolling.step(Service.soon())).isZero();
    }

    private Map<Instant, Instant> rolled() {
        return service.rollUps.counted(
                service.rolledLog.subject(), new TimeRange(at("21T00:00"), TEN));
    }

    @Test
    void theTimeBeforeTheOldestEntryIsKnownToBeEmpty() throws Exception {
        service.write(at("22T04:10"), TEN, Duration.ofSeconds(7));
        MetricReader direct = service.direct(true, "ms");
        Service.all(service.logRolling());
        Service.all(service.metricRolling(direct));
        var before = new TimeRange(at("21T00:00"), at("22T09:55"));
        List<LevelCount> counts = counts(service.log, before, HOUR);
        Measured measured = read(direct, before, HOUR);
        service.run("DROP TABLE log");
        service.run("DROP TABLE event");

        assertThat(counts(service.rolledLog, before, HOUR)).isEqualTo(counts);
        assertSame(measured, read(RolledMetric.of(direct, service.rollUps), before, HOUR));
    }

    @Test
    void entriesOlderThanTheOldestAreFoundByTheNextPass() throws Exception {
        service.write(at("22T04:00"), TEN, Duration.ofSeconds(10));
        Service.all(service.logRolling());
        service.write(at("22T01:00"), at("22T02:00"), Duration.ofSeconds(10));
        Service.all(service.logRolling());

        assertThat(entries(counts(service.rolledLog, hour("22T01:00"), HOUR))).isEqualTo(360);
        var all = new TimeRange(at("21T00:00"), at("22T09:55"));
        assertThat(counts(service.rolledLog, all, HOUR)).isEqualTo(counts(service.log, all, HOUR));
    }

    @Test
    void aPassAsOfThePastIsGoneOnWithInThePresent() throws Exception {
        service.write(at("22T04:00"), TEN, Duration.ofSeconds(7));
        var all = new TimeRange(at("22T04:00"), TEN);
        MetricReader direct = service.direct(true, "ms");
        for (Instant now : List.of(at("22T06:31"), TEN, at("22T05:17"), TEN)) {
            service.now = now;
            Service.all(service.logRolling());
            Service.all(service.metricRolling(direct));

            assertThat(counts(service.rolledLog, all, MINUTE))
                    .isEqualTo(counts(service.log, all, MINUTE));
            assertSame(
                    read(direct, all, HOUR),
                    read(RolledMetric.of(direct, service.rollUps), all, HOUR));
        }
    }

    @Test
    void anHourOfWhichAPartWasCountedAndItsMinutesForgottenIsCountedFromItsBeginning()
            throws Exception {
        service.write(at("22T04:00"), TEN, Duration.ofSeconds(10));
        partOfHourSeven();
        Service.all(service.logRolling());

        assertThat(entries(counts(service.rolledLog, hour("22T07:00"), HOUR))).isEqualTo(360);
    }

    @Test
    void butNotWhenTheSourceNoLongerHasItsBeginning() throws Exception {
        service.write(at("22T04:00"), TEN, Duration.ofSeconds(10));
        partOfHourSeven();
        service.run("DELETE FROM log WHERE time < " + at("22T07:20").toEpochMilli());
        Service.all(service.logRolling());

        assertThat(entries(counts(service.rolledLog, hour("22T07:00"), HOUR))).isEqualTo(360);
    }

    /// Rolled up as of half past seven, and the minutes of that time forgotten.
    private void partOfHourSeven() {
        service.now = at("22T07:32");
        Service.all(service.logRolling());
        service.rollUps.forgetBefore(at("22T09:00"), at("21T00:00"));
        service.now = TEN;
    }

    @Test
    void numbersThatAnotherProcessGaveAreTheSameHere() throws Exception {
        service.write(at("22T04:00"), TEN, Duration.ofSeconds(10));
        MetricReader metric = service.direct(false);
        Service.all(service.metricRolling(metric));
        try (StateDatabase other = StateDatabase.open(service.state.folder())) {
            var there = new RollUps(other);
            there.keep("of another process", List.of());
            there.keepOldest("of another process", TEN);
            Service.all(service.logRolling());

            var all = new TimeRange(at("22T04:00"), TEN);
            assertThat(counts(RolledLog.of("app", service.log, there), all, HOUR))
                    .isEqualTo(counts(service.rolledLog, all, HOUR))
                    .isEqualTo(counts(service.log, all, HOUR));
            assertThat(there.oldest("of another process")).contains(TEN);
            assertThat(there.oldest(service.rolledLog.subject())).contains(at("22T04:00"));
        }
    }
}

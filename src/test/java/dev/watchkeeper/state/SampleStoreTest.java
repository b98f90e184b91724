package dev.watchkeeper.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.model.TimeRange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleStoreTest {

    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private StateDatabase state;
    private SampleStore store;
    private SampleRolling rolling;

    @BeforeEach
    void open(@TempDir Path folder) {
        state = StateDatabase.open(folder);
        store = new SampleStore(state);
        rolling = new SampleRolling(state);
    }

    @AfterEach
    void close() {
        state.close();
    }

    /// Keeps a sample of `cpu` every 15 seconds; each is its place in the minute, so 0, 1, 2, 3.
    private void sample(Instant from, Duration length) {
        for (Instant at = from; at.isBefore(from.plus(length)); at = at.plus(EVERY)) {
            assertThat(store.keep(at, Map.of("cpu", at.getEpochSecond() % 60 / 15.0))).isTrue();
        }
    }

    private List<Bucket> read(Instant from, Duration length, Duration width) {
        return store.read("cpu", new TimeRange(from, from.plus(length)), width).buckets();
    }

    private static Bucket wholeMinute(Instant start) {
        return new Bucket(start, 4, 6, 0, 3, 3, null);
    }

    @Test
    void whatWasSampledIsReadBack() {
        store.keep(TEN, Map.of("cpu", 12.5, "mem", 99e12, "none", Double.NaN));

        assertThat(read(TEN, HOUR, EVERY)).containsExactly(Bucket.of(TEN, 12.5));
        assertThat(store.names()).containsExactly("cpu", "mem");
        assertThat(store.newest(TEN.plusSeconds(5)))
                .contains(new SampleStore.Round(TEN, Map.of("cpu", 12.5, "mem", 99e12)));
    }

    @Test
    void minutesAndHoursAreTheSameBeforeAndAfterTheyAreRolledUp() {
        sample(TEN, Duration.ofHours(15));
        List<Bucket> minutes = read(TEN, DAY, MINUTE);
        List<Bucket> hours = read(TEN, DAY, HOUR);
        List<Bucket> odd = read(TEN, DAY, Duration.ofMinutes(7));
        assertThat(minutes).hasSize(900).first().isEqualTo(wholeMinute(TEN));
        assertThat(hours).hasSize(15).last().isEqualTo(hour(TEN.plus(Duration.ofHours(14))));

        assertThat(rolling.rollUp(TEN.plus(Duration.ofHours(15)))).isEqualTo(15 + 1);
        assertThat(rolling.rollUp(TEN.plus(Duration.ofHours(15)))).isZero();

        assertThat(read(TEN, DAY, MINUTE)).isEqualTo(minutes);
        assertThat(read(TEN, DAY, HOUR)).isEqualTo(hours);
        assertThat(read(TEN, DAY, Duration.ofMinutes(7))).isEqualTo(odd);
    }

    private static Bucket hour(Instant start) {
        return new Bucket(start, 240, 360, 0, 3, 3, null);
    }

    @Test
    void aGapIsAGapAtEveryLevel() {
        sample(TEN, Duration.ofMinutes(2));
        sample(TEN.plus(Duration.ofMinutes(5)), MINUTE);
        sample(TEN.plus(Duration.ofHours(2)), MINUTE);
        List<Instant> minutes =
                List.of(
                        TEN,
                        TEN.plusSeconds(60),
                        TEN.plusSeconds(300),
                        TEN.plus(Duration.ofHours(2)));

        for (Instant now : List.of(TEN, TEN.plus(Duration.ofHours(3)), TEN.plus(DAY))) {
            rolling.rollUp(now);
            assertThat(read(TEN, DAY, MINUTE)).extracting(Bucket::start).isEqualTo(minutes);
            assertThat(read(TEN, DAY, HOUR))
                    .extracting(Bucket::start)
                    .containsExactly(TEN, TEN.plus(Duration.ofHours(2)));
        }
    }

    @Test
    void whatIsLeftOfAnOldRangeIsReadAtTheLevelThatIsLeft() {
        Instant evening = TEN.plus(Duration.ofHours(10));
        sample(evening, Duration.ofHours(6));
        Instant now = evening.plus(Duration.ofHours(6));
        var whole = new TimeRange(evening, now);

        assertThat(rolling.forget(now, HOUR, Duration.ofDays(3), Duration.ofDays(9))).isTrue();
        SampleStore.Kept minutes = store.read("cpu", whole, EVERY);
        assertThat(minutes.width()).isEqualTo(MINUTE);
        assertThat(minutes.buckets()).hasSize(360).first().isEqualTo(wholeMinute(evening));

        rolling.forget(now, HOUR, HOUR, Duration.ofDays(9));
        SampleStore.Kept hours = store.read("cpu", whole, Duration.ofSeconds(90));
        assertThat(hours.width()).isEqualTo(HOUR);
        assertThat(hours.buckets()).hasSize(6).first().isEqualTo(hour(evening));

        rolling.forget(now, HOUR, HOUR, HOUR);
        assertThat(read(evening, DAY, HOUR)).as("those of the new day").hasSize(2);
    }

    @Test
    void aClockThatJumpsAheadMakesNothingForgotten() {
        sample(TEN, Duration.ofHours(3));
        Instant future = TEN.plus(Duration.ofDays(1000));
        sample(future, Duration.ofMinutes(20));

        assertThat(rolling.forget(future.plus(HOUR), HOUR, HOUR, HOUR)).isFalse();
        assertThat(read(TEN, DAY, EVERY)).hasSize(3 * 240);
    }

    @Test
    void aClockThatGoesBackNeitherOverwritesNorMixes() {
        sample(TEN, Duration.ofMinutes(10));
        Instant back = TEN.plus(Duration.ofMinutes(3)).plusSeconds(7);
        for (int i = 0; i < 40; i++) {
            Instant at = back.plus(EVERY.multipliedBy(i));
            assertThat(store.keep(at, Map.of("cpu", 1000.0)))
                    .isEqualTo(!at.isBefore(TEN.plus(Duration.ofMinutes(10))));
        }

        assertThat(read(TEN, Duration.ofMinutes(10), MINUTE))
                .hasSize(10)
                .allMatch(bucket -> bucket.equals(wholeMinute(bucket.start())));
        assertThat(read(TEN.plus(Duration.ofMinutes(10)), HOUR, MINUTE))
                .allMatch(bucket -> bucket.min() == 1000);
    }

    @Test
    void aClockThatGoesBackIntoARolledHourKeepsNothingUntilTheNextOne() {
        sample(TEN, Duration.ofMinutes(10));
        rolling.rollUp(TEN.plus(HOUR));

        assertThat(store.keep(TEN.plus(Duration.ofMinutes(30)), Map.of("cpu", 1.0))).isFalse();
        assertThat(store.keep(TEN.plus(HOUR), Map.of("cpu", 1.0))).isTrue();
    }

    @Test
    void samplesOfTheFutureAreInNobodysWay() {
        sample(TEN, MINUTE);
        Instant future = TEN.plus(Duration.ofDays(3));
        store.keep(future, Map.of("cpu", 77.0));
        sample(TEN.plus(MINUTE), Duration.ofHours(2));

        Instant now = TEN.plus(Duration.ofHours(3));
        assertThat(rolling.rollUp(now)).isEqualTo(3);
        assertThat(read(TEN, Duration.ofHours(3), MINUTE)).hasSize(121).doesNotContainNull();
        assertThat(store.newest(now).orElseThrow().time())
                .isEqualTo(TEN.plus(Duration.ofHours(2)).plusSeconds(45));
        assertThat(read(future, MINUTE, MINUTE)).containsExactly(Bucket.of(future, 77));
    }

    @Test
    void whoStartsAgainGoesOnInTheSameMinute() {
        sample(TEN, Duration.ofSeconds(30));
        var again = new SampleStore(state);

        assertThat(again.keep(TEN.plusSeconds(30), Map.of("cpu", 2.0))).isTrue();
        assertThat(again.keep(TEN.plusSeconds(45), Map.of("cpu", 3.0))).isTrue();
        assertThat(read(TEN, HOUR, MINUTE)).containsExactly(wholeMinute(TEN));
    }
}

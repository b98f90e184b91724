package dev.watchkeeper.source.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LevelCount;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LevelCounts;
import dev.watchkeeper.source.LevelQuery;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.ReadReport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LevelCountingTest {

    private static final Duration HOUR = Duration.ofHours(1);

    /// The same source, which counts entry by entry.
    private record OneByOne(LogSource source) implements LogSource {
        @Override
        public ReadReport read(LogQuery query, Predicate<LogEntry> visitor) {
            return source.read(query, visitor);
        }

        @Override
        public Optional<LogEntry> entry(String ref) {
            return source.entry(ref);
        }

        @Override
        public Optional<Instant> newest(Instant now) {
            return source.newest(now);
        }
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
    }

    /// Ways to write a time; the second name of each is what SQL is expected to manage.
    static Stream<Map.Entry<String, Function<Instant, Object>>> ways() {
        return Stream.of(
                Map.entry("Z", format("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")::format),
                Map.entry("blank", format("uuuu-MM-dd HH:mm:ss")::format),
                Map.entry("comma", format("uuuu-MM-dd HH:mm:ss,SSS")::format),
                Map.entry("no seconds", format("uuuu-MM-dd'T'HH:mm'Z'")::format),
                Map.entry(
                        "offset",
                        at ->
                                format("uuuu-MM-dd'T'HH:mm:ss.SSSxxx")
                                        .withZone(ZoneOffset.ofHours(2))
                                        .format(at)),
                Map.entry(
                        "half an hour",
                        at ->
                                format("uuuu-MM-dd HH:mm:ssxxx")
                                        .withZone(ZoneOffset.ofHoursMinutes(5, 30))
                                        .format(at)),
                Map.entry("seconds", Instant::getEpochSecond),
                Map.entry("fractions", at -> at.toEpochMilli() / 1e3),
                Map.entry("millis", Instant::toEpochMilli),
                Map.entry("not ISO", format("dd/MMM/uuuu:HH:mm:ss xx")::format),
                Map.entry(
                        "mixed",
                        at ->
                                at.getEpochSecond() % 7 == 0
                                        ? at.toEpochMilli()
                                        : format("uuuu-MM-dd HH:mm:ss").format(at)));
    }

    private static void fill(Path file, Function<Instant, Object> way, int rows) throws Exception {
        var random = new Random(7);
        var levels = new @Nullable String[] {"INFO", "info", "DEBUG", "ERROR", "odd", null};
        try (Connection app = World.writer(file)) {
            World.run(
                    app, "CREATE TABLE log(id INTEGER PRIMARY KEY, time, level, logger, message)");
            app.setAutoCommit(false);
            try (PreparedStatement insert =
                    app.prepareStatement(
                            "INSERT INTO log(time, level, logger, message) VALUES(?,?,?,'m')")) {
                for (int i = 0; i < rows; i++) {
                    long millis =
                            World.DAY.from().toEpochMilli()
                                    + World.DAY.length().toMillis() * i / rows
                                    + random.nextInt(900);
                    insert.setObject(1, way.apply(Instant.ofEpochMilli(millis)));
                    insert.setString(2, levels[random.nextInt(levels.length)]);
                    insert.setString(3, random.nextBoolean() ? "api" : "worker");
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            app.commit();
        }
    }

    private static List<LevelCount> counts(
            LogSource source, TimeRange range, Duration width, boolean loggers, LogFilter filter) {
        LevelCounts counts =
                source.count(new LevelQuery(range, width, loggers, filter, World.soon()));
        assertThat(counts.report().complete()).isTrue();
        return counts.counts();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void countsAreThoseOfTheEntriesHoweverTimesAreWritten(
            Map.Entry<String, Function<Instant, Object>> way, @TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("app.db");
        fill(file, way.getValue(), 6_000);
        try (var source = World.source(file)) {
            LogSource log = source.logs("app", World.GUESSED);
            LogSource slow = new OneByOne(log);
            Instant from = World.DAY.from();
            for (TimeRange range :
                    List.of(
                            World.DAY,
                            new TimeRange(from.plusSeconds(3_725), from.plusSeconds(60_001)),
                            new TimeRange(from.plusSeconds(61), from.plusSeconds(119)))) {
                for (Duration width : List.of(HOUR, Duration.ofMinutes(5))) {
                    assertThat(counts(log, range, width, true, LogFilter.ALL))
                            .as(way.getKey() + " " + range + " " + width)
                            .isEqualTo(counts(slow, range, width, true, LogFilter.ALL));
                }
            }
            assertThat(counts(log, World.DAY, HOUR, false, LogFilter.atLeast(Level.INFO)))
                    .isEqualTo(counts(slow, World.DAY, HOUR, false, LogFilter.atLeast(Level.INFO)));
        }
    }

    @Test
    void aTextThatSqlCannotLookForIsCountedEntryByEntry(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("app.db");
        fill(file, format("uuuu-MM-dd HH:mm:ss")::format, 100);
        World.run(file, "UPDATE log SET message='boom', level='ERROR' WHERE id BETWEEN 10 AND 19");
        try (var source = World.source(file)) {
            LogSource log = source.logs("app", World.GUESSED);
            var filter = new LogFilter(Level.ERROR, List.of("BOOM"), Map.of());

            assertThat(counts(log, World.DAY, Duration.ofDays(2), false, filter))
                    .extracting(LevelCount::entries)
                    .containsExactly(10L);
        }
    }

    @Test
    void anEmptyTableHasNoCounts(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("app.db");
        fill(file, Instant::toEpochMilli, 0);
        try (var source = World.source(file)) {
            LogSource log = source.logs("app", World.GUESSED);

            assertThat(counts(log, World.DAY, HOUR, true, LogFilter.ALL)).isEmpty();
        }
    }
}

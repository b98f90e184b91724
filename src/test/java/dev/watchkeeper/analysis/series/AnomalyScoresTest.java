package dev.watchkeeper.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.model.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnomalyScoresTest {

    private static final Path NAB =
            Stream.of("../shared/data/nab", "../../shared/data/nab")
                    .map(Path::of)
                    .filter(Files::isDirectory)
                    .findFirst()
                    .orElse(Path.of("../shared/data/nab"))
                    .toAbsolutePath()
                    .normalize();

    private static List<Integer> alarms(Series series) {
        var scores = new AnomalyScores();
        var alarms = new ArrayList<Integer>();
        for (int i = 0; i < series.size(); i++) {
            if (scores.add(series.millis(i), series.value(i)) >= AnomalyScores.ALARM) {
                alarms.add(i);
            }
        }
        return alarms;
    }

    private static Series fiveMinutes(Invented.Law law) {
        return Invented.series(14, Duration.ofMinutes(5), 1, law);
    }

    @Test
    void aConstantIsNeverAnAlarm() {
        assertThat(alarms(fiveMinutes((day, chance) -> 45.1))).isEmpty();
    }

    @Test
    void aPerfectRhythmIsNeverAnAlarm() {
        assertThat(alarms(fiveMinutes((day, chance) -> Invented.daily(day)))).isEmpty();
    }

    @Test
    void anEpisodeOfHoursIsOneAlarmWhereItBegins() {
        Series series =
                fiveMinutes((day, chance) ->
                        Invented.daily(day)
                                + chance.nextGaussian() / 50
                                + (day >= 10 && day < 10.2 ? 3 : 0));

        assertThat(alarms(series)).contains(10 * 288).doesNotContain(10 * 288 + 1, 10 * 288 + 30);
    }

    @Test
    void aScoreComesFromPointsBeforeItAlone() {
        Invented.Law law = (day, chance) -> Invented.daily(day) + chance.nextGaussian();
        Series whole = fiveMinutes(law);
        var one = new AnomalyScores();
        var other = new AnomalyScores();
        for (int i = 0; i < 2_000; i++) {
            double score = one.add(whole.millis(i), whole.value(i));
            assertThat(other.add(whole.millis(i), whole.value(i))).isEqualTo(score);
        }
        assertThat(other.add(whole.millis(2_000), 1e6)).isGreaterThan(AnomalyScores.ALARM);
    }

    /// Labelled series that stay outside of the project (Numenta Anomaly Benchmark, MIT licence);
    /// how the benchmark itself scores them is in its own program.
    @Test
    void mostOfWhatPeopleLabelledIsFoundWithFewAlarmsElsewhere() throws IOException {
        assumeTrue(Files.isDirectory(NAB), () -> "no labelled series at " + NAB);
        JsonNode labels =
                JsonMapper.shared()
                        .readTree(Files.readString(NAB.resolve("labels/combined_windows.json")));
        int windows = 0;
        int found = 0;
        int elsewhere = 0;
        for (Map.Entry<String, JsonNode> each : labels.properties()) {
            List<String> rows = Files.readAllLines(NAB.resolve("data").resolve(each.getKey()));
            Series series = series(rows.subList(1, rows.size()));
            List<Long> alarms = alarms(series).stream().map(series::millis).toList();
            long inside = 0;
            for (JsonNode window : each.getValue()) {
                long from = millis(window.get(0).stringValue());
                long until = millis(window.get(1).stringValue());
                long hits = alarms.stream().filter(at -> at >= from && at <= until).count();
                windows++;
                found += hits > 0 ? 1 : 0;
                inside += hits;
            }
            elsewhere += (int) (alarms.size() - inside);
        }

        assertThat(windows).isEqualTo(34);
        assertThat(found).isGreaterThanOrEqualTo(28);
        assertThat(elsewhere).isLessThanOrEqualTo(70);
    }

    private static Series series(List<String> rows) {
        var times = new long[rows.size()];
        var values = new double[rows.size()];
        for (int i = 0; i < times.length; i++) {
            String[] fields = rows.get(i).split(",", -1);
            times[i] = millis(fields[0]);
            values[i] = Double.parseDouble(fields[1]);
        }
        return Series.of(times, values);
    }

    private static long millis(String time) {
        return LocalDateTime.parse(time.replace(' ', 'T')).toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}

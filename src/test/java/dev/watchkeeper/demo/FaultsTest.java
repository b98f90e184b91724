package dev.watchkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class FaultsTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"retry-storm", "silent-billing", "bad-worker-deploy", "queue-backlog"})
    void theTruthIsInTheDataAndTheNoisiestNewWarningIsNotIt(String fault) throws IOException {
        World world = World.of(folder, fault);
        DemoTruth truth = world.truth();
        Instant changed = Objects.requireNonNull(truth.changed());
        var all = new StringBuilder();
        var warnings = new TreeMap<String, Integer>();
        world.lines((_, line) -> {
            if (!World.time(line).isBefore(changed)) {
                if (line.at("/record/level/no").asInt() >= 30) {
                    String shape = World.message(line).replaceAll("job_\\w+|\\d+", "#");
                    warnings.merge(shape, 1, Integer::sum);
                }
            }
            if (!World.time(line).isBefore(World.NOW.minus(Duration.ofHours(2)))) {
                all.append(line.get("text").asString());
            }
        });

        assertThat(Duration.between(changed, World.NOW))
                .isBetween(Duration.ofMinutes(20), Duration.ofMinutes(70));
        assertThat(all).contains(truth.causeWords());
        assertThat(all).contains(truth.innocent());
        String noisiest =
                warnings.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey();
        assertThat(noisiest).contains(truth.symptom());
    }

    @Test
    void theStormMultipliesCallsButNotPagesAndEachJobShowsItself() throws Exception {
        World world = World.of(folder, "retry-storm");
        String onset = sql(Objects.requireNonNull(world.truth().onset()));
        String perPage =
                "SELECT count(*) * 1.0 / count(DISTINCT data ->> 'job_id' || '/' || (data ->>"
                        + " 'page')) FROM metrics_event WHERE event_type IN"
                        + " ('page_extraction_complete', 'page_extraction_error') AND"
                        + " timestamp ";

        assertThat(number(world, perPage + "< '" + onset + "'")).isCloseTo(1.0, within(0.01));
        assertThat(number(world, perPage + ">= '" + onset + "'")).isBetween(2.2, 3.0);
        List<String> refused =
                world.query(
                        "SELECT (julianday(max(timestamp)) - julianday(min(timestamp))) * 86400"
                                + " < 4 FROM metrics_event WHERE event_type LIKE"
                                + " 'page_extraction_%' AND timestamp >= '"
                                + onset
                                + "' GROUP BY data ->> 'job_id', data"
                                + " ->> 'page' HAVING min(data ->> 'status_code') = 429 AND count(*) = 3");
        assertThat(refused).hasSizeGreaterThan(15).containsOnly("1");
    }

    @Test
    void givingUpBeginsOnlyAfterTheOnset() throws IOException {
        World world = World.of(folder, "retry-storm");
        var times = new ArrayList<Instant>();
        world.lines((_, line) -> {
            if (line.get("text").asString().contains("RateLimited")) {
                times.add(World.time(line));
            }
        });

        assertThat(times).hasSizeGreaterThan(15);
        assertThat(times.getFirst()).isAfter(Objects.requireNonNull(world.truth().onset()));
    }

    @Test
    void aDeadConsumerIsSilentWhileTheOthersGoOn() throws Exception {
        World world = World.of(folder, "silent-billing");
        Instant death = Objects.requireNonNull(world.truth().changed());
        var last = new TreeMap<String, Instant>();
        var exceptions = new ArrayList<Instant>();
        world.lines((stem, line) -> {
            last.put(stem, World.time(line));
            if (line.get("text").asString().contains("voice_tier")) {
                exceptions.add(World.time(line));
            }
        });

        assertThat(exceptions).hasSize(1);
        assertThat(last.get("billing")).isEqualTo(exceptions.getFirst()).isBefore(death);
        assertThat(last.get("gateway")).isAfter(World.NOW.minusSeconds(180));
        assertThat(last.get("worker")).isAfter(World.NOW.minusSeconds(300));
        assertThat(
                        world.query(
                                "SELECT count(*) FROM metrics_event WHERE event_type ="
                                        + " 'billing_charge' AND timestamp > '"
                                        + sql(death)
                                        + "'"))
                .containsExactly("0");
    }

    @Test
    void aBadVersionFailsOnItsOwnWorkerAlone() throws Exception {
        World world = World.of(folder, "bad-worker-deploy");

        assertThat(
                        world.query(
                                "SELECT DISTINCT data ->> 'worker_id', data ->> 'error', timestamp"
                                        + " >= '"
                                        + sql(Objects.requireNonNull(world.truth().onset()))
                                        + "' FROM metrics_event WHERE event_type ="
                                        + " 'synthesis_error'"))
                .containsExactly("tts-2|AttributeError|1");
        assertThat(number(world, "SELECT count(*) FROM metrics_event WHERE event_type = 'job_dlq'"))
                .isGreaterThan(3);
    }

    @Test
    void aHealthyWorldSaysNothingInItsLastTwoHoursThatItDidNotSayBefore() throws IOException {
        World world = World.of(folder, "healthy");
        var first = new TreeMap<String, Instant>();
        world.lines((_, line) -> {
            if (line.at("/record/level/no").asInt() >= 30) {
                String shape = World.message(line).replaceAll("job_\\w+|\\d+", "#");
                first.putIfAbsent(shape, World.time(line));
            }
        });

        assertThat(first).hasSizeGreaterThan(8);
        assertThat(first.values())
                .allMatch(time -> time.isBefore(World.NOW.minus(Duration.ofHours(2))));
        assertThat(world.truth().onset()).isNull();
    }

    private static double number(World world, String sql) throws Exception {
        return Double.parseDouble(world.query(sql).getFirst());
    }

    private static String sql(Instant time) {
        return time.toString().replace('T', ' ').replace("Z", "");
    }
}

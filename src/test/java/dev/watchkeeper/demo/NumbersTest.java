package dev.watchkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Whether what the service recorded agrees with itself, asked by plain SQL.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NumbersTest {

    private static final String CALLS =
            " event_type IN ('page_extraction_complete', 'page_extraction_error') ";

    private World storm;
    private World backlog;

    @BeforeAll
    void writeTheWorlds(@TempDir Path folder) {
        storm = World.of(folder.resolve("storm"), "retry-storm");
        backlog = World.of(folder.resolve("backlog"), "queue-backlog");
    }

    @Test
    void theDepthRecordedIsWhatWasCreatedAndNotBegunAtThatMoment() throws Exception {
        String wrong =
                """
                WITH recent AS MATERIALIZED (SELECT * FROM job WHERE created > '2026-11-20'),
                     asked AS (
                       SELECT timestamp AS at, data ->> 'job_id' AS id, data ->> 'queue_depth' AS depth
                       FROM metrics_event
                       WHERE event_type = 'synthesis_queued' AND timestamp > '2026-11-20 01')
                SELECT count(*), sum(depth <> (
                    SELECT count(*) FROM recent
                    WHERE created <= asked.at AND (started IS NULL OR started > asked.at)
                      AND (recent.id = asked.id OR overflowed = 0)))
                FROM asked\
                """
                        .replace(
                                "SELECT * FROM job",
                                "SELECT *, id IN (SELECT data ->> 'job_id' FROM metrics_event WHERE"
                                        + " event_type = 'job_overflow') AS overflowed FROM job");
        for (World world : List.of(storm, backlog)) {
            String[] counts = world.query(wrong).getFirst().split("\\|", -1);
            assertThat(Integer.parseInt(counts[0])).isGreaterThan(1_500);
            assertThat(counts[1]).isEqualTo("0");
        }
    }

    @Test
    void theWaitAndTheTimeOfWorkRecordedAreThoseOfTheJobTable() throws Exception {
        assertThat(
                        storm.query(
                                """
                                SELECT count(*) > 15000,
                                       max(abs((julianday(started) - julianday(created)) * 86400000 - (data ->> 'queue_wait_ms'))) < 3,
                                       max(abs((julianday(finished) - julianday(started)) * 86400000 - (data ->> 'duration_ms'))) < 3,
                                       sum(worker <> data ->> 'worker_id')
                                FROM metrics_event JOIN job ON job.id = data ->> 'job_id'
                                WHERE event_type = 'synthesis_complete'\
                                """))
                .containsExactly("1|1|1|0");
    }

    @Test
    void aWorkerSpeaksOneTextAtATimeAndWhoCameFirstIsServedFirst() throws Exception {
        assertThat(
                        storm.query(
                                """
                                SELECT sum(before > started) FROM (
                                  SELECT started, lag(finished) OVER (PARTITION BY worker ORDER BY started) AS before
                                  FROM job WHERE worker <> 'runpod')\
                                """))
                .containsExactly("0");
        assertThat(
                        storm.query(
                                """
                                SELECT sum(before > started) FROM (
                                  SELECT started, lag(started) OVER (ORDER BY created) AS before
                                  FROM job WHERE worker <> 'runpod' AND created > '2026-11-16')\
                                """))
                .containsExactly("0");
    }

    @Test
    void whatTheQueueHasNoRoomForGoesToRunpodAndNothingElse() throws Exception {
        assertThat(
                        storm.query(
                                """
                                SELECT event_type = 'job_overflow', min(data ->> 'queue_depth') > 12, count(*) > 20
                                FROM metrics_event
                                WHERE event_type = 'job_overflow'
                                   OR (event_type = 'synthesis_queued' AND data ->> 'job_id' IN (SELECT id FROM job WHERE worker = 'runpod'))
                                GROUP BY 1\
                                """))
                .containsExactly("0|1|1", "1|1|1");
    }

    @Test
    void eachTextSpokenByAWorkerIsOneCallToInworldThatSucceeded() throws Exception {
        assertThat(
                        storm.query(
                                """
                                SELECT sum(event_type = 'tts_complete') = (SELECT count(*) FROM job WHERE worker LIKE 'tts%' AND state = 'done'),
                                       sum(event_type = 'synthesis_complete') - sum(event_type = 'billing_charge') BETWEEN 0 AND 3,
                                       sum(event_type = 'synthesis_queued') = (SELECT count(*) FROM job)
                                FROM metrics_event\
                                """))
                .containsExactly("1|1|1");
    }

    @Test
    void geminiRefusesExactlyThoseWhoCallTooOften() throws Exception {
        String onset = sql(storm);
        String minutes =
                "SELECT max(n), max(n - refused) <= 1000, sum(n > 1000 AND refused = 0), count(*)"
                        + " FROM (SELECT substr(timestamp, 1, 16) AS minute, count(*) AS n,"
                        + " sum(data ->> 'status_code' = 429) AS refused FROM metrics_event WHERE"
                        + CALLS
                        + "AND timestamp ";
        String[] before =
                storm.query(minutes + "< '" + onset + "' GROUP BY 1)").getFirst().split("\\|", -1);
        String[] since =
                storm.query(minutes + ">= '" + onset + "' GROUP BY 1)").getFirst().split("\\|", -1);

        assertThat(Integer.parseInt(before[0])).isBetween(300, 450);
        assertThat(Integer.parseInt(since[0])).isBetween(1_000, 2_000);
        assertThat(List.of(before[1], before[2], since[1], since[2]))
                .containsExactly("1", "0", "1", "0");
        assertThat(
                        storm.query(
                                "SELECT min(n) > 1000, max(n) < 1100 FROM (SELECT count(*) AS n FROM"
                                        + " metrics_event WHERE"
                                        + CALLS
                                        + "AND timestamp >= '2026-11-22 01:00' GROUP BY"
                                        + " substr(timestamp, 1, 16))"))
                .containsExactly("1|1");
    }

    @Test
    void theStormMultipliesCallsWhileAsManyPagesAreTriedAsBefore() throws Exception {
        String perMinute =
                "SELECT avg(pages) FROM (SELECT sum(data ->> 'attempt' = 1) AS pages FROM"
                        + " metrics_event WHERE"
                        + CALLS
                        + "AND timestamp ";
        double before =
                number(
                        storm,
                        perMinute
                                + "BETWEEN '2026-11-22 00:47' AND '2026-11-22 00:52' GROUP BY"
                                + " substr(timestamp, 1, 16))");
        double since =
                number(
                        storm,
                        perMinute
                                + "BETWEEN '2026-11-22 01:00' AND '2026-11-22 01:29' GROUP BY"
                                + " substr(timestamp, 1, 16))");

        assertThat(since / before).isBetween(0.9, 1.1);
    }

    @Test
    void lostWorkersLeaveAFullQueueAndEverythingElseToRunpod() throws Exception {
        String onset = sql(backlog);

        assertThat(
                        backlog.query(
                                "SELECT state, count(*), max(created) < '2026-11-22 01:25', worker"
                                        + " FROM job WHERE finished IS NULL AND (worker IS NULL OR"
                                        + " worker <> 'runpod') GROUP BY 1, 4"))
                .containsExactly("queued|12|1|null");
        assertThat(
                        backlog.query(
                                "SELECT DISTINCT data ->> 'worker_id' FROM metrics_event WHERE"
                                        + " event_type = 'synthesis_complete' AND timestamp > '"
                                        + onset
                                        + "' AND data ->> 'job_id' IN (SELECT id FROM job WHERE"
                                        + " started > '"
                                        + onset
                                        + "')"))
                .containsExactly("runpod");
    }

    private static String sql(World world) {
        return Objects.requireNonNull(world.truth().onset())
                .toString()
                .replace('T', ' ')
                .replace("Z", "");
    }

    private static double number(World world, String sql) throws Exception {
        return Double.parseDouble(world.query(sql).getFirst());
    }
}

package dev.watchkeeper.source.sqlite;

import static dev.watchkeeper.source.sqlite.World.NOW;
import static dev.watchkeeper.source.sqlite.World.query;
import static dev.watchkeeper.source.sqlite.World.read;
import static dev.watchkeeper.source.sqlite.World.run;
import static dev.watchkeeper.source.sqlite.World.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Event;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventSourceTest {

    @TempDir Path folder;
    private SqliteSource source = source(Path.of(""));

    @BeforeEach
    void fill() throws Exception {
        Path file = folder.resolve("metrics.db");
        run(
                file,
                "CREATE TABLE metrics_event (id INTEGER PRIMARY KEY, timestamp TEXT, event_type TEXT,"
                        + " queue_depth INT, cost REAL, data TEXT)",
                "INSERT INTO metrics_event VALUES"
                        + " (1, '2026-11-22 10:00:00', 'synthesis_queued', 4, NULL, NULL),"
                        + " (2, '2026-11-22 10:00:01', 'synthesis_complete', NULL, 0.25,"
                        + " '{\"worker_id\": \"w1\", \"ms\": 12, \"ok\": true, \"rate\": 1.5,"
                        + " \"tags\": [1], \"http\": {\"status\": 429}}'),"
                        + " (3, '2026-11-22 10:00:02', 'synthesis_complete', NULL, 1, 'no json'),"
                        + " (4, '2026-11-22 10:00:03', 'synthesis_complete', NULL, 1,"
                        + " '{\"worker_id\": \"w2\", \"ms\": NaN}')");
        source = source(file);
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void anEventHasItsColumnsAndTheValuesInsideItsJson() {
        var events = source.events("app", World.events("metrics_event"));
        var read = read(events, query(Set.of("synthesis_complete"), Map.of(), Set.of()));
        assertThat(read.found()).hasSize(3);
        assertThat(read.found().getFirst())
                .isEqualTo(
                        new Event(
                                "app",
                                "2",
                                Instant.parse("2026-11-22T10:00:01Z"),
                                "synthesis_complete",
                                Map.of(
                                        "cost",
                                        0.25,
                                        "data.worker_id",
                                        "w1",
                                        "data.ms",
                                        12L,
                                        "data.ok",
                                        true,
                                        "data.rate",
                                        1.5,
                                        "data.tags",
                                        "[1]",
                                        "data.http.status",
                                        429L)));
        assertThat(read.found().get(1).fields()).isEqualTo(Map.of("cost", 1.0, "data", "no json"));
        assertThat(events.event("2")).contains(read.found().getFirst());
        assertThat(events.newest(NOW)).contains(Instant.parse("2026-11-22T10:00:03Z"));
    }

    @Test
    void onlyTheFieldsAskedForAreThereByTheNamesTheyWereAskedFor() {
        var events = source.events("app", World.events("metrics_event"));
        assertThat(
                        read(
                                        events,
                                        query(
                                                Set.of(),
                                                Map.of(),
                                                Set.of("queue_depth", "data.ms", "worker_id")))
                                .found())
                .extracting(Event::fields)
                .containsExactly(
                        Map.of("queue_depth", 4L),
                        Map.of("data.ms", 12L, "worker_id", "w1"),
                        Map.of(),
                        Map.of("worker_id", "w2"));
    }

    @Test
    void conditionsCompareAsTextWhereverTheFieldIs() {
        var events = source.events("app", World.events("metrics_event"));
        assertThat(refs(events, Map.of("worker_id", "w1"))).isEqualTo("[2]");
        assertThat(refs(events, Map.of("data.ok", "true"))).isEqualTo("[2]");
        assertThat(refs(events, Map.of("data.http.status", "429"))).isEqualTo("[2]");
        assertThat(refs(events, Map.of("queue_depth", "4"))).isEqualTo("[1]");
        assertThat(refs(events, Map.of("worker_id", "' OR 1=1 --"))).isEqualTo("[]");
    }

    private static String refs(
            dev.watchkeeper.source.EventSource events, Map<String, String> where) {
        var found = read(events, query(Set.of(), where, Set.of("cost"))).found();
        assertThat(found)
                .allSatisfy(e -> assertThat(Set.of("cost")).containsAll(e.fields().keySet()));
        return found.stream().map(Event::ref).toList().toString();
    }

    @Test
    void theMappingMayNameTheFields() {
        var events = source.events("app", World.events("metrics_event", "data.worker_id"));
        assertThat(read(events, query(Set.of("synthesis_complete"), Map.of(), Set.of())).found())
                .extracting(Event::fields)
                .containsExactly(
                        Map.of("data.worker_id", "w1"), Map.of(), Map.of("data.worker_id", "w2"));
    }

    @Test
    void aFieldThatCannotBeIsTheCallersMistake() throws Exception {
        run(folder.resolve("metrics.db"), "CREATE TABLE plain (timestamp, event_type, depth INT)");
        var events = source.events("app", World.events("plain"));
        assertThatThrownBy(() -> read(events, query(Set.of(), Map.of(), Set.of("dept"))))
                .isInstanceOf(BadRequest.class)
                .hasMessage(
                        "event stream app has no field dept (fields: timestamp, event_type, depth);"
                                + " did you mean depth?");
        var json = source.events("app", World.events("metrics_event"));
        assertThatThrownBy(() -> read(json, query(Set.of(), Map.of(), Set.of("a\"b"))))
                .isInstanceOf(BadRequest.class)
                .hasMessage("a field name may not contain a quote or a backslash, got a\"b");
    }
}

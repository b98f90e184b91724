package dev.watchkeeper.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `query_logs` that counts instead of showing.
class CountLogsTest {

    private SmallHost host;

    @BeforeEach
    void open(@TempDir Path folder) {
        host = new SmallHost(folder);
        Hosts.busy(host);
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void levelsAreCountedPerBucket() {
        assertThat(
                        host.shown(
                                "query_logs",
                                Map.of("stream", "app", "from", "now-2h30m", "bucket", "1h")))
                .isEqualTo(
                        """
                        evidence_id: E
                        searched:
                          {"stream":"app","from":"2026-11-22T07:00:00Z","until":"2026-11-22T10:00:00Z","examined":37,"complete":true}
                        entries: {"ERROR":1,"WARN":1,"INFO":5}
                        bucket: "1h"
                        columns: ["utc","ERROR","WARN","INFO"]
                        rows:
                          ["2026-11-22 07:00",0,0,0]
                          ["08:00",0,0,0]
                          ["09:00",1,1,5]
                        returned: 3
                        truncated: false
                        untrusted: ["searched.broken_samples"]
                        """);
    }

    @Test
    void withoutABucketOneNumberTellsAll() {
        assertThat(host.shown("query_logs", Map.of("stream", "app", "count_by", "logger")))
                .isEqualTo(
                        """
                        evidence_id: E
                        searched:
                          {"stream":"app","from":"2026-11-22T09:00:00Z","until":"2026-11-22T10:00:00Z","examined":37,"complete":true}
                        entries: {"(none)":7}
                        untrusted: ["entries","columns","searched.broken_samples"]
                        """);
    }

    @Test
    void whatIsAskedForIsCounted() {
        assertThat(
                        host.shown(
                                "query_logs",
                                Map.of(
                                        "stream", "app", "bucket", "30m", "level", "ERROR", "regex",
                                        "^boom")))
                .isEqualTo(
                        """
                        evidence_id: E
                        searched:
                          {"stream":"app","from":"2026-11-22T09:00:00Z","until":"2026-11-22T10:00:00Z","examined":37,"complete":true}
                        entries: {"ERROR":1}
                        bucket: "30m"
                        columns: ["utc","ERROR"]
                        rows:
                          ["2026-11-22 09:00",0]
                          ["09:30",1]
                        returned: 2
                        truncated: false
                        untrusted: ["searched.broken_samples"]
                        """);
    }

    @Test
    void bucketsThatMakeNoSenseAreRefused() {
        assertThat(host.failure("query_logs", Map.of("stream", "app", "bucket", "10s")))
                .isEqualTo("bucket must be whole minutes, such as 5m or 1h");
        assertThat(
                        host.failure(
                                "query_logs",
                                Map.of("stream", "app", "bucket", "1m", "from", "now-7d")))
                .isEqualTo(
                        "bucket: the range has more than 200 of these; give a longer bucket or a shorter range");
    }
}

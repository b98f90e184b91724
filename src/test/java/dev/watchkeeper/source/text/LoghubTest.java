package dev.watchkeeper.source.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.SourceContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logs of real programs as they were written; see the shared data folder beside the checkout.
class LoghubTest {

    private static final Path RAW = Path.of("..", "shared", "data", "loghub", "raw");
    private static final Path ALSO = Path.of("..", "..", "shared", "data", "loghub", "raw");
    private static final InstantSource NOW =
            InstantSource.fixed(Instant.parse("2026-11-22T04:00:00Z"));

    @TempDir Path indexes;

    private final List<LogEntry> entries = new ArrayList<>();

    @Test
    void theSshLogIsReadAsItIs() {
        var report = read("OpenSSH_2k.log", Order.OLDEST_FIRST);

        assertThat(entries).hasSize(2000);
        assertThat(report.broken()).isZero();
        assertThat(report.remarks())
                .containsExactly(
                        "Lines that carry no level got one inferred from words in their message.");
        var first = entries.getFirst();
        assertThat(first.time()).isEqualTo(Instant.parse("2025-12-10T06:55:46Z"));
        assertThat(first.level()).isEqualTo(Level.WARN);
        assertThat(first.logger()).isEqualTo("sshd");
        assertThat(first.fields()).isEqualTo(Map.of("host", "LabSZ", "pid", "24200"));
        assertThat(first.message())
                .isEqualTo(
                        "reverse mapping checking getaddrinfo for ns.marryaldkfaczcz.com"
                                + " [173.234.31.186] failed - POSSIBLE BREAK-IN ATTEMPT!");
        assertThat(levels())
                .isEqualTo(
                        Map.of(
                                Level.INFO,
                                593L,
                                Level.WARN,
                                1359L,
                                Level.ERROR,
                                47L,
                                Level.FATAL,
                                1L));
    }

    @Test
    void theApacheLogIsReadAsItIs() {
        var report = read("Apache_2k.log", Order.OLDEST_FIRST);

        assertThat(entries).hasSize(2000);
        assertThat(report.broken()).isZero();
        assertThat(report.remarks()).isEmpty();
        assertThat(entries.get(1).level()).isEqualTo(Level.ERROR);
        assertThat(entries.get(1).message()).isEqualTo("mod_jk child workerEnv in error state 6");
        assertThat(levels()).isEqualTo(Map.of(Level.INFO, 1405L, Level.ERROR, 595L));
    }

    @Test
    void theZookeeperLogIsReadAsItIs() {
        var report = read("Zookeeper_2k.log", Order.NEWEST_FIRST);

        assertThat(entries).hasSize(2000);
        assertThat(report.broken()).isZero();
        var first = entries.getLast();
        assertThat(first.time()).isEqualTo(Instant.parse("2015-07-29T17:41:44.747Z"));
        assertThat(first.level()).isEqualTo(Level.INFO);
        assertThat(first.logger()).isEqualTo("FastLeaderElection");
        assertThat(first.fields())
                .isEqualTo(
                        Map.of("thread", "QuorumPeer[myid=1]/0:0:0:0:0:0:0:0:2181", "line", "774"));
        assertThat(first.message()).isEqualTo("Notification time out: 3200");
        assertThat(levels())
                .isEqualTo(Map.of(Level.INFO, 669L, Level.WARN, 1318L, Level.ERROR, 13L));
    }

    private Map<Level, Long> levels() {
        var counts = new TreeMap<Level, Long>();
        entries.forEach(entry -> counts.merge(entry.level(), 1L, Long::sum));
        return counts;
    }

    private ReadReport read(String name, Order order) {
        Path folder = Files.isDirectory(RAW) ? RAW : ALSO;
        assumeTrue(Files.isDirectory(folder), "no shared data folder beside the checkout");
        var source =
                new TextSource.Config(folder.resolve(name).toString(), null, null)
                        .open(new SourceContext("raw", ZoneOffset.UTC, NOW, indexes));
        var log =
                source.logs(
                        "raw",
                        new LogMapping(
                                null, null, Map.of(), null, null, null, null, null, List.of()));
        return log.read(
                new LogQuery(
                        new TimeRange(Instant.EPOCH, NOW.instant()),
                        order,
                        LogFilter.ALL,
                        Deadline.after(Duration.ofMinutes(1))),
                entries::add);
    }
}

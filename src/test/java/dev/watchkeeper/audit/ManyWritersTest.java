package dev.watchkeeper.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One chain, whoever appends to it.
final class ManyWritersTest {

    @TempDir private Path folder;

    @Test
    void threadsAndLogsOfOneProcessShareAChain() {
        var audit = new Written(folder);
        try (AuditLog one = audit.open();
                AuditLog other = audit.open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                AuditLog log = i % 2 == 0 ? one : other;
                boolean forced = i % 10 == 0;
                threads.execute(() -> {
                    AuditEvent event = Written.call("query_logs", Map.of());
                    if (forced) {
                        log.appendForced(event);
                    } else {
                        log.append(event);
                    }
                });
            }
        }

        assertThat(audit.verify().broken()).isNull();
        assertThat(audit.verify().records()).isEqualTo(200);
    }

    @Test
    void anInterruptedCallerIsRecordedAndHarmsNothing() {
        var audit = new Written(folder);
        try (AuditLog log = audit.open()) {
            Thread.currentThread().interrupt();
            log.appendForced(Written.call("query_logs", Map.of()));
            assertThat(Thread.interrupted()).isTrue();
            log.append(Written.call("query_logs", Map.of()));
        }

        assertThat(audit.verify().records()).isEqualTo(2);
        assertThat(audit.verify().broken()).isNull();
    }

    @Test
    void severalProcessesShareAChain() throws Exception {
        var audit = new Written(folder);
        var processes = new ArrayList<Process>();
        for (String name : List.of("serve", "patrol", "call")) {
            processes.add(
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-cp",
                                    System.getProperty(
                                            "surefire.test.class.path",
                                            System.getProperty("java.class.path")),
                                    AppendMain.class.getName(),
                                    audit.folder.toString(),
                                    name,
                                    "100")
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve(name).toFile())
                            .start());
        }
        for (Process process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }

        assertThat(audit.verify().broken()).isNull();
        assertThat(audit.records()).hasSize(300);
        assertThat(audit.records())
                .extracting(record -> record.text("tool"))
                .contains("serve", "patrol", "call");
    }
}

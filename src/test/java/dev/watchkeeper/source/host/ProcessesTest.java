package dev.watchkeeper.source.host;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The processes that use most.
class ProcessesTest {

    private static final Instant BOOTED = Instant.parse("2026-11-22T00:00:00Z");
    private static final AuxiliaryVector UNITS = new AuxiliaryVector(4_096, 100);

    private static String stat(int pid, String name, long ticks, long start, long pages) {
        return "%d (%s) S 1 1 1 0 -1 4194304 102 0 0 0 %d 0 0 0 20 0 1 0 %d 2998272 %d 1 2 3\n"
                .formatted(pid, name, ticks, start, pages);
    }

    private static Machine process(
            Machine machine, int pid, String name, long ticks, long start, long pages) {
        return machine.file("proc/" + pid + "/stat", stat(pid, name, ticks, start, pages));
    }

    @Test
    void whoUsesMostIsFirstAndIsDescribed(@TempDir Path folder) {
        Machine machine = new Machine(folder);
        process(machine, 1, "systemd", 500, 10, 1_000);
        process(machine, 30, "gateway", 1_000, 360_000, 50_000);
        process(machine, 40, "java", 9_000, 100, 90_000);
        machine.file("etc/passwd", "root:x:0:0::/root:/bin/sh\napp:x:1001:1001::/srv:/bin/sh\n")
                .file("proc/1/status", "Name:\tsystemd\nUid:\t0\t0\t0\t0\n")
                .file("proc/30/status", "Name:\tgateway\nUid:\t0\t1001\t0\t0\n")
                .file("proc/30/cgroup", "0::/system.slice/gateway.service\n")
                .file("proc/40/status", "Name:\tjava\nUid:\t5\t5\t5\t5\n")
                .file(
                        "proc/40/cgroup",
                        "0::/system.slice/docker-" + "0123456789ab".repeat(5) + "0123.scope\n");
        Map<Integer, ProcessCounters> before = ProcessCounters.read(machine.files());
        process(machine, 30, "gateway", 1_150, 360_000, 50_000);
        process(machine, 40, "java", 9_010, 100, 90_000);

        TopProcesses top =
                new ProcessRanking(machine.files(), UNITS)
                        .top(ProcessCounters.read(machine.files()), before, 2, BOOTED);

        var gateway =
                new TopProcesses.Running(
                        30,
                        "gateway",
                        "app",
                        "gateway.service",
                        75,
                        50_000L * 4_096,
                        Instant.parse("2026-11-22T01:00:00Z"));
        var java =
                new TopProcesses.Running(
                        40,
                        "java",
                        "5",
                        "container 0123456789ab",
                        5,
                        90_000L * 4_096,
                        Instant.parse("2026-11-22T00:00:01Z"));
        assertThat(top.count()).isEqualTo(3);
        assertThat(top.byCpu()).containsExactly(gateway, java);
        assertThat(top.byMemory())
                .extracting(TopProcesses.Running::name)
                .containsExactly("java", "gateway", "systemd");
    }

    @Test
    void aNumberThatWasGivenAnewDoesNotInheritTheTimeOfItsPredecessor(@TempDir Path folder) {
        Machine machine = new Machine(folder);
        process(machine, 30, "old", 5_000, 100, 1);
        Map<Integer, ProcessCounters> before = ProcessCounters.read(machine.files());
        process(machine, 30, "new", 20, 900, 1);

        TopProcesses top =
                new ProcessRanking(machine.files(), UNITS)
                        .top(ProcessCounters.read(machine.files()), before, 1, null);

        assertThat(top.byCpu())
                .containsExactly(new TopProcesses.Running(30, "new", null, null, 20, 4_096, null));
    }

    @Test
    void argumentsAndEnvironmentsAreNeverRead(@TempDir Path folder) {
        Machine machine = new Machine(folder);
        process(machine, 30, "psql", 100, 1, 1);
        machine.file("proc/30/cmdline", "psql\0password=hunter2\0")
                .file("proc/30/environ", "PGPASSWORD=hunter2\0")
                .file("proc/30/status", "Uid:\t0\t0\t0\t0\n");

        TopProcesses top =
                new ProcessRanking(machine.files(), UNITS)
                        .top(ProcessCounters.read(machine.files()), Map.of(), 1, null);

        assertThat(top.byCpu()).hasSize(1);
        assertThat(top.toString()).doesNotContain("hunter2");
    }

    @Test
    void namesMayHoldAnythingAndAreMadeHarmless(@TempDir Path folder) {
        Machine machine = new Machine(folder);
        process(machine, 7, "a) R 1 2 (b", 1, 2, 3);
        process(machine, 8, "x\n9 (y) S\u001b[2J", 1, 2, 3);
        process(machine, 9, "\u202etxt.exe\u200b", 1, 2, 3);
        process(machine, 10, "", 1, 2, 3);
        process(machine, 11, "n".repeat(500), 1, 2, 3);
        machine.file(
                "proc/12/stat",
                stat(12, "\u00ff\u00fe", 1, 2, 3).getBytes(StandardCharsets.ISO_8859_1));

        Map<Integer, ProcessCounters> all = ProcessCounters.read(machine.files());

        assertThat(all.keySet()).containsExactlyInAnyOrder(7, 8, 9, 10, 11, 12);
        assertThat(all.values())
                .allSatisfy(process -> {
                    assertThat(process.cpuTicks()).isEqualTo(1);
                    assertThat(process.pages()).isEqualTo(3);
                    assertThat(ProcessRanking.harmless(process.name()))
                            .doesNotContain("\n", "\u001b", "\u202e", "\u200b")
                            .hasSizeLessThanOrEqualTo(64);
                });
        assertThat(requireNonNull(all.get(7)).name()).isEqualTo("a) R 1 2 (b");
        assertThat(ProcessRanking.harmless("x\n\u001b[2J")).isEqualTo("x??[2J");
    }

    @Test
    void whatIsNoProcessIsLeftOut(@TempDir Path folder) {
        Machine machine =
                new Machine(folder)
                        .file("proc/5/stat", "")
                        .file("proc/6/stat", "6 (x) S 1")
                        .file("proc/7/other", "")
                        .file(
                                "proc/8/stat",
                                stat(8, "x", 1, 1, 1).replace("2998272 1", "2998272 x"));

        assertThat(ProcessCounters.read(machine.files())).isEmpty();
    }

    @Test
    void theServiceIsToldButNotWhatElseStandsInTheGroup() {
        assertThat(ProcessRanking.service(List.of("0::/system.slice/nginx.service")))
                .isEqualTo("nginx.service");
        assertThat(
                        ProcessRanking.service(
                                List.of(
                                        "0::/user.slice/user-1000.slice/user@1000.service/app.slice/x.scope")))
                .isEqualTo("user@1000.service");
        assertThat(ProcessRanking.service(List.of("4:memory:/", "0::/"))).isNull();
        assertThat(ProcessRanking.service(List.of("0::/a\u202eb.slice/c\u001bd"))).isNull();
    }
}

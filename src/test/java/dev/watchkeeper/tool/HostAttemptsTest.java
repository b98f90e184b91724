package dev.watchkeeper.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.source.host.DirectorySizes;
import dev.watchkeeper.source.host.HostPart;
import dev.watchkeeper.source.host.HostReading;
import dev.watchkeeper.source.host.LiveHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Attempts to have the host looked at where nobody declared it, each made against both walls: the
/// arguments, which have no place for a path, and the probe, which is asked for parts and knows the
/// declared folders alone.
class HostAttemptsTest {

    private static final List<String> GIVEN =
            List.of(
                    "/",
                    "/etc",
                    "/etc/passwd",
                    "/etc/shadow",
                    "/proc/self/environ",
                    "/proc/1/environ",
                    "/proc/1/cmdline",
                    "/proc/kcore",
                    "/proc/self/mem",
                    "/proc/self/fd/3",
                    "/sys/kernel/debug",
                    "/dev/sda",
                    "/dev/zero",
                    "/dev/mem",
                    "/home",
                    "/var/lib/mysql",
                    "/boot",
                    "~",
                    "~/.ssh/id_ed25519",
                    "$HOME",
                    "..",
                    "../..",
                    "../../../../etc/passwd",
                    "./directories",
                    "directories/..",
                    "directories:/etc",
                    "directories=/etc",
                    "directories /etc",
                    "directories\u0000/etc",
                    "directories\n/etc",
                    "DIRECTORIES\u200b",
                    "ｄirectories",
                    "file:///etc/passwd",
                    "http://169.254.169.254/latest/meta-data/",
                    "//server/share",
                    "\\\\server\\share",
                    "C:\\",
                    "*",
                    "**",
                    "/etc/*",
                    "{cpu,/etc}",
                    "cpu;/etc",
                    "cpu,/etc",
                    "cpu|id",
                    "cpu && id",
                    "`id`",
                    "$(id)",
                    "--query-gpu=all",
                    "--help",
                    "-i 0",
                    "gpu --loop=1",
                    "gpu\" -x \"",
                    "processes:environ",
                    "processes(1)",
                    "pid=1",
                    "1",
                    "-1",
                    "null",
                    "true",
                    "all",
                    "host.cpu_percent; DROP TABLE sample",
                    "host.directory_bytes:/etc",
                    "host.directory_bytes./etc",
                    "host.*",
                    "' OR '1'='1",
                    "",
                    " ",
                    "\uD800",
                    "a".repeat(100_000));

    @Test
    void noArgumentAndNoPartLeadsAnywhereButToWhatIsDeclared(@TempDir Path folder) {
        try (var host = new SmallHost(folder)) {
            var parts = Arrays.stream(HostPart.values()).map(HostPart::toString).toList();
            for (String given : GIVEN) {
                refused(host, "get_host_metrics", Map.of("parts", List.of(given)));
                refused(host, "get_host_metrics", Map.of("parts", List.of("cpu", given)));
                for (String key : List.of("path", "folder", "directories", "file", "pid")) {
                    refused(host, "get_host_metrics", Map.of(key, given));
                }
                refused(host, "query_metric", Map.of("metric", given));
                refused(host, "assess_metric", Map.of("metric", given));
                // As if every argument were read: the probe takes parts, and there are no others.
                assertThat(parts).doesNotContain(given);
                assertThat(host.catalog.metrics()).doesNotContainKey(given);
            }
            assertThat(GIVEN).hasSizeGreaterThan(60).doesNotHaveDuplicates();
        }
    }

    private static void refused(SmallHost host, String tool, Map<String, Object> arguments) {
        assertThat(
                        host.toolbox.call(
                                tool,
                                arguments,
                                SmallHost.SESSION,
                                Deadline.after(Duration.ofSeconds(20))))
                .as(tool + arguments)
                .isInstanceOf(ToolReply.Failure.class);
    }

    @Test
    void whatLiesInADeclaredFolderDoesNotLeadOutOfIt(@TempDir Path temp) throws IOException {
        Path declared = Files.createDirectory(temp.resolve("declared"));
        Path outside = Files.createDirectories(temp.resolve("outside/deep"));
        Files.write(outside.resolve("undeclared.bin"), new byte[3_000_000]);
        Files.write(declared.resolve("own.bin"), new byte[1_000]);
        List<Path> targets =
                List.of(
                        outside,
                        outside.getParent(),
                        Path.of("../outside"),
                        temp,
                        Path.of(".."),
                        Path.of("/"),
                        Path.of("/proc"),
                        Path.of("/etc"),
                        Path.of("nowhere"),
                        Path.of("."));
        for (int i = 0; i < targets.size(); i++) {
            Files.createSymbolicLink(declared.resolve("link" + i), targets.get(i));
        }

        HostReading reading =
                new LiveHost(List.of(declared), Map.of())
                        .read(Set.of(HostPart.DIRECTORIES), Deadline.after(Duration.ofSeconds(20)));

        assertThat(reading.directories()).hasSize(1);
        DirectorySizes sizes = reading.directories().getFirst();
        assertThat(sizes.bytes()).isLessThan(1_000_000);
        assertThat(sizes.entries()).isEqualTo(targets.size() + 1L);
        assertThat(sizes.toString()).doesNotContain("undeclared").doesNotContain("deep");
        for (int i = 0; i < targets.size(); i++) {
            Files.delete(declared.resolve("link" + i));
        }
    }
}

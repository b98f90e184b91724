package dev.watchkeeper.source.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// A machine made of files: what Linux would say in `/proc` and `/sys`, and a clock that goes when
/// it is told to.
final class Machine {

    final Path root;
    final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);

    Machine(Path root) {
        this.root = root;
    }

    HostFiles files() {
        return new HostFiles(root);
    }

    Machine file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Machine file(String name, byte[] bytes) {
        try {
            Path path = root.resolve(name);
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /// Without any card, and with this space everywhere.
    HostSampler sampler(Space space) {
        return new HostSampler(files(), Map.of(), place -> space, noCards(), nanos::get);
    }

    static NvidiaSmi noCards() {
        return new NvidiaSmi(List.of(), Duration.ofSeconds(3));
    }

    /// A small server after some time: one core, one disk, one interface, swap.
    Machine running() {
        return file(
                        "proc/stat",
                        """
                        cpu  1000 0 500 8000 300 0 100 100 0 0
                        cpu0 1000 0 500 8000 300 0 100 100 0 0
                        intr 12 0 0
                        btime 1795319024
                        """)
                .file("proc/uptime", "11964.31 9451.10\n")
                .file("proc/loadavg", "0.52 0.58 0.59 1/467 12345\n")
                .file(
                        "proc/meminfo",
                        """
                        MemTotal:        2000000 kB
                        MemFree:          100000 kB
                        MemAvailable:     500000 kB
                        SwapTotal:       1000000 kB
                        SwapFree:         750000 kB
                        """)
                .file("proc/vmstat", "nr_free_pages 5\npswpin 10\npswpout 20\noom_kill 2\n")
                .file("proc/pressure/cpu", pressure("1.50"))
                .file("proc/pressure/memory", pressure("0.25"))
                .file("proc/pressure/io", pressure("7.00"))
                .file(
                        "proc/diskstats",
                        "   8       0 sda 100 0 2000 50 200 0 4000 150 0 1000 200\n")
                .file("sys/block/sda/device", "")
                .file("proc/net/dev", network(1_000_000, 500_000, 3))
                .file("sys/class/net/eth0/device", "")
                .file("proc/self/mountinfo", "27 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n");
    }

    static String pressure(String avg60) {
        return "some avg10=0.00 avg60=%s avg300=0.10 total=12\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"
                .formatted(avg60);
    }

    static String network(long received, long sent, long errors) {
        return """
        Inter-|   Receive                                                |  Transmit
         face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
            lo: 999 1 0 0 0 0 0 0 999 1 0 0 0 0 0 0
          eth0:%d 10 %d 0 0 0 0 0 %d 10 0 0 0 0 0 0
        """
                .formatted(received, errors, sent);
    }
}

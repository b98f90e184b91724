package dev.watchkeeper.source.changes;

import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.ChangeKind;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The starts of the machine: `btime` of `/proc/stat` is the last one, and the records of type
/// `BOOT_TIME` in wtmp (utmp(5): 384 bytes each, in the order of the machine) are those before.
record Reboots(String stream, HostRoot root) implements ChangePart {

    private static final String WTMP = "/var/log/wtmp";
    private static final int RECORD = 384;
    private static final short BOOT_TIME = 2;
    private static final int SECONDS_AT = 340;

    /// Each login is a record too.
    private static final int MOST_RECORDS = 100_000;

    /// The kernel computes its own start anew from the clock, and moves by seconds.
    private static final Duration SAME = Duration.ofMinutes(2);

    @Override
    public Found find(TimeRange range, Deadline deadline) {
        var boots = new TreeSet<Instant>();
        var remarks = new ArrayList<String>();
        long records = 0;
        try {
            records = wtmp(boots);
        } catch (IOException e) {
            remarks.add("Earlier reboots are not known: " + root.at(WTMP) + " cannot be read.");
        }
        kernel().filter(boot -> boots.stream().noneMatch(other -> same(boot, other)))
                .ifPresent(boots::add);
        if (boots.isEmpty()) {
            remarks.add("When this machine was started is not known.");
        }
        List<Change> changes = boots.stream().filter(range::contains).map(this::change).toList();
        return new Found(changes, records + 1, true, remarks);
    }

    private static boolean same(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(SAME) < 0;
    }

    private Change change(Instant boot) {
        return new Change(
                stream,
                "reboot:" + boot.getEpochSecond(),
                boot,
                ChangeKind.REBOOT,
                "host",
                null,
                "the machine was started");
    }

    private Optional<Instant> kernel() {
        try (var in = Files.newInputStream(Path.of(root.at("/proc/stat")))) {
            String stat = new String(in.readNBytes(2_000_000), StandardCharsets.US_ASCII);
            return stat.lines()
                    .filter(line -> line.matches("btime \\d{1,12}"))
                    .map(line -> Instant.ofEpochSecond(Long.parseLong(line.substring(6))))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private long wtmp(TreeSet<Instant> boots) throws IOException {
        Path file = Path.of(root.at(WTMP));
        if (!Files.isRegularFile(file)) {
            return 0;
        }
        long read = 0;
        try (var channel = FileChannel.open(file)) {
            long whole = channel.size() / RECORD;
            channel.position(Math.max(0, whole - MOST_RECORDS) * RECORD);
            var record = ByteBuffer.allocate(RECORD).order(ByteOrder.nativeOrder());
            while (fill(channel, record)) {
                read++;
                if (record.getShort(0) == BOOT_TIME) {
                    boots.add(
                            Instant.ofEpochSecond(
                                    Integer.toUnsignedLong(record.getInt(SECONDS_AT))));
                }
            }
        }
        return read;
    }

    private static boolean fill(FileChannel channel, ByteBuffer record) throws IOException {
        record.clear();
        while (record.hasRemaining()) {
            if (channel.read(record) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Optional<Change> change(String ref) {
        if (!ref.startsWith("reboot:")) {
            return Optional.empty();
        }
        return find(new TimeRange(Instant.MIN, Instant.MAX), Deadline.after(Duration.ofSeconds(5)))
                .changes()
                .stream()
                .filter(change -> change.ref().equals(ref))
                .findFirst();
    }
}

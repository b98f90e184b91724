package dev.watchkeeper.source.host;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What one disk did since boot: a line of `/proc/diskstats`
/// (Documentation/admin-guide/iostats.rst).
///
/// @param waitMillis time that all its reads and writes took together
/// @param busyMillis time in which it had any
record DiskCounters(
        long reads,
        long readBytes,
        long writes,
        long writtenBytes,
        long waitMillis,
        long busyMillis) {

    /// The kernel counts sectors of this size whatever the disk's are.
    private static final int SECTOR = 512;

    /// The disks by name: those that are devices, since partitions, mirrors, volumes and loops only
    /// pass on to them.
    static Map<String, DiskCounters> read(HostFiles files) {
        return parse(
                files.lines("proc/diskstats"),
                name -> files.exists("sys/block/" + name + "/device"));
    }

    static Map<String, DiskCounters> parse(List<String> lines, Predicate<String> isDevice) {
        var disks = new LinkedHashMap<String, DiskCounters>();
        for (String line : lines) {
            String[] fields = HostFiles.fields(line);
            if (fields.length >= 14 && isDevice.test(fields[2])) {
                DiskCounters counters = parse(fields);
                if (counters != null) {
                    disks.put(fields[2], counters);
                }
            }
        }
        return disks;
    }

    private static @Nullable DiskCounters parse(String[] fields) {
        try {
            return new DiskCounters(
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[5]) * SECTOR,
                    Long.parseLong(fields[7]),
                    Long.parseLong(fields[9]) * SECTOR,
                    Long.parseLong(fields[6]) + Long.parseLong(fields[10]),
                    Long.parseLong(fields[12]));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// What each disk did since an earlier reading; disks that came since are left out.
    static Map<String, Disk> since(
            Map<String, DiskCounters> now, Map<String, DiskCounters> earlier, double seconds) {
        var disks = new HashMap<String, Disk>();
        now.forEach((name, counters) -> {
            DiskCounters before = earlier.get(name);
            Disk disk = before == null ? null : counters.since(name, before, seconds);
            if (disk != null) {
                disks.put(name, disk);
            }
        });
        return disks;
    }

    /// Null when a counter went back: the disk is another one, or the counter began anew.
    private @Nullable Disk since(String name, DiskCounters earlier, double seconds) {
        long done = reads - earlier.reads + writes - earlier.writes;
        if (reads < earlier.reads || writes < earlier.writes || busyMillis < earlier.busyMillis) {
            return null;
        }
        return new Disk(
                name,
                Math.min(100, (busyMillis - earlier.busyMillis) / seconds / 10),
                (readBytes - earlier.readBytes) / seconds,
                (writtenBytes - earlier.writtenBytes) / seconds,
                done == 0 ? null : (double) (waitMillis - earlier.waitMillis) / done);
    }
}

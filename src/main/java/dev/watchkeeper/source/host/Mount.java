package dev.watchkeeper.source.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A line of `/proc/self/mountinfo` (proc_pid_mountinfo(5)).
///
/// @param device major and minor number, such as `254:0`
/// @param within the folder of the file system that is shown; `/` but for bind mounts
/// @param point where it is
/// @param type such as `ext4`
/// @param source such as `/dev/sda1`
/// @param readOnly true when nothing can be written through it
record Mount(
        String device, String within, String point, String type, String source, boolean readOnly) {

    /// Asking one whose server is gone blocks for ever.
    private static final Set<String> NETWORK =
            Set.of(
                    "nfs",
                    "nfs4",
                    "cifs",
                    "smb3",
                    "smbfs",
                    "afs",
                    "ceph",
                    "glusterfs",
                    "lustre",
                    "9p",
                    "beegfs",
                    "ocfs2",
                    "gfs2",
                    "virtiofs",
                    "davfs",
                    "ncpfs");

    /// Full by nature, since nothing was left free when they were made.
    private static final Set<String> IMAGES =
            Set.of("squashfs", "iso9660", "udf", "erofs", "cramfs", "romfs");

    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    static List<Mount> read(HostFiles files) {
        return parse(files.lines("proc/self/mountinfo"));
    }

    static List<Mount> parse(List<String> lines) {
        var mounts = new ArrayList<Mount>();
        for (String line : lines) {
            int separator = line.indexOf(" - ");
            String[] fields = line.split(" ", -1);
            if (separator < 0 || fields.length < 10) {
                continue;
            }
            String[] rest = line.substring(separator + 3).split(" ", -1);
            if (rest.length < 2) {
                continue;
            }
            mounts.add(
                    new Mount(
                            fields[2],
                            plain(fields[3]),
                            plain(fields[4]),
                            rest[0],
                            plain(rest[1]),
                            List.of(fields[5].split(",", -1)).contains("ro")));
        }
        return mounts;
    }

    /// The kernel writes blanks and backslashes as `\040`.
    private static String plain(String field) {
        return OCTAL.matcher(field)
                .replaceAll(code -> {
                    char character = (char) Integer.parseInt(code.group(1), 8);
                    return character == '\\' || character == '$'
                            ? "\\" + character
                            : String.valueOf(character);
                });
    }

    boolean onNetwork() {
        return NETWORK.contains(type) || (type.startsWith("fuse.") && source.contains(":"));
    }

    /// True when it has space of its own that can run out and hurts then: what lies on a device,
    /// ZFS, the root of a container, and `/tmp` in memory.
    private boolean canFill() {
        if (IMAGES.contains(type)) {
            return false;
        }
        return switch (type) {
            case "overlay" -> point.equals("/");
            case "tmpfs" -> point.equals("/tmp") || point.equals("/var/tmp");
            case "zfs", "bcachefs" -> true;
            default -> source.startsWith("/dev/");
        };
    }

    /// Of all mounts those whose space is worth watching, each file system once: by the shortest of
    /// the places where the whole of it is to be seen. Where something is mounted over another, the
    /// last counts.
    static List<Mount> worthWatching(List<Mount> all) {
        Map<String, Mount> byPoint = new HashMap<>();
        all.forEach(mount -> byPoint.put(mount.point, mount));
        Map<String, Mount> bySource = new HashMap<>();
        var chosen = new ArrayList<Mount>();
        for (Mount mount : all) {
            if (!mount.equals(byPoint.get(mount.point))
                    || !(mount.canFill() || mount.onNetwork())) {
                continue;
            }
            // Subvolumes of Btrfs have numbers of their own; the device in /dev is what they share.
            String key = mount.source.startsWith("/dev/") ? mount.source : mount.device;
            if (mount.better(bySource.get(key))) {
                bySource.put(key, mount);
            }
        }
        for (Mount mount : all) {
            if (bySource.containsValue(mount) && !chosen.contains(mount)) {
                chosen.add(mount);
            }
        }
        return chosen;
    }

    private boolean better(@Nullable Mount other) {
        if (other == null) {
            return true;
        }
        boolean whole = within.equals("/");
        return whole == other.within.equals("/") ? point.length() < other.point.length() : whole;
    }
}

package dev.watchkeeper.source.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which file systems count, and how their space is counted.
class FileSystemsTest {

    private static final String MOUNTS =
            """
            22 27 0:21 / /proc rw,relatime - proc proc rw
            23 27 0:22 / /sys rw - sysfs sysfs rw
            25 24 0:23 / /dev/shm rw - tmpfs tmpfs rw
            27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            30 27 8:1 /var/lib/docker /mnt/docker rw - ext4 /dev/sda1 rw
            31 27 8:2 / /data rw - xfs /dev/sda2 rw
            32 27 8:2 / /srv/data rw - xfs /dev/sda2 rw
            33 27 7:1 / /snap/core/1 ro - squashfs /dev/loop1 ro
            34 27 0:50 / /var/lib/docker/overlay2/x/merged rw - overlay overlay rw
            35 27 0:51 / /mnt/nas rw - nfs4 nas:/export rw
            36 27 0:52 / /home\\040of\\040us rw - btrfs /dev/sdb1 rw,subvol=/home
            37 27 0:53 / /snapshots rw - btrfs /dev/sdb1 rw,subvol=/snapshots
            38 27 0:54 / /tmp rw - tmpfs tmpfs rw
            39 27 8:3 / /backup ro - ext4 /dev/sdc1 ro
            """;

    @Test
    void eachFileSystemThatCanFillIsThereOnce() {
        assertThat(Mount.worthWatching(Mount.parse(MOUNTS.lines().toList())))
                .extracting(Mount::point)
                .containsExactly("/", "/data", "/mnt/nas", "/snapshots", "/tmp", "/backup");
    }

    @Test
    void whatIsMountedOverAnotherHidesIt() {
        assertThat(
                        Mount.worthWatching(
                                Mount.parse(
                                        List.of(
                                                "1 0 8:1 / /data rw - ext4 /dev/sda1 rw",
                                                "2 1 8:2 / /data rw - ext4 /dev/sda2 rw"))))
                .extracting(Mount::source)
                .containsExactly("/dev/sda2");
    }

    @Test
    void inAContainerTheRootIsAnOverlay() {
        assertThat(
                        Mount.worthWatching(
                                Mount.parse(
                                        List.of(
                                                "1 0 0:90 / / rw - overlay overlay rw,lowerdir=/a",
                                                "2 1 0:91 / /proc rw - proc proc rw"))))
                .extracting(Mount::point)
                .containsExactly("/");
    }

    @Test
    void linesThatAreNoneAreLeftOut() {
        assertThat(Mount.parse(List.of("", "1 2 3", "27 1 8:1 / / rw,relatime - ext4"))).isEmpty();
    }

    @Test
    void namesWithBlanksAndBackslashesAreRead() {
        assertThat(Mount.parse(List.of("1 0 8:1 / /a\\040b\\134c\\011$1 rw - ext4 /dev/sda1 rw")))
                .extracting(Mount::point)
                .containsExactly("/a b\\c\t$1");
    }

    @Test
    void spaceIsCountedAsDfDoesAndTheFullestIsFirst(@TempDir Path folder) throws IOException {
        Machine machine = new Machine(folder).file("proc/self/mountinfo", MOUNTS);
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("backup"));
        Files.writeString(folder.resolve("snapshots"), "a file, as /etc/hosts in a container");
        var unknown = new TreeMap<String, String>();

        List<FileSystem> systems =
                new FileSystems(
                                machine.files(),
                                place -> {
                                    if (place.endsWith("backup")) {
                                        throw new IOException("gone");
                                    }
                                    return place.endsWith("data")
                                            ? new Space(1_000, 50, 50, null, null)
                                            : new Space(1_000, 500, 450, 100L, 75L);
                                })
                        .read(unknown);

        assertThat(systems).extracting(FileSystem::mountedOn).containsExactly("/data", "/");
        FileSystem root = systems.getLast();
        // 500 of 950: the 50 that are kept for root are neither used nor available
        assertThat(root.usedPercent()).isBetween(52.63, 52.64);
        assertThat(root.inodesUsedPercent()).isEqualTo(25);
        assertThat(systems.getFirst().inodesUsedPercent()).isNull();
        assertThat(unknown)
                .containsOnly(
                        entry(
                                "file_system /mnt/nas",
                                "on the network (nfs4): not asked, since it blocks when its server is gone"),
                        entry("file_system /backup", "could not be asked for its space"));
    }

    @Test
    void withoutMountsItIsSaid(@TempDir Path folder) {
        var unknown = new TreeMap<String, String>();

        assertThat(
                        new FileSystems(
                                        new HostFiles(folder),
                                        place -> new Space(1, 1, 1, null, null))
                                .read(unknown))
                .isEmpty();
        assertThat(unknown)
                .containsEntry("file_systems", "/proc/self/mountinfo names none on a device");
    }
}

package dev.watchkeeper.source.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What takes the space below a folder.
class DirectoryWalkTest {

    private static Path file(Path folder, String name, int size) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[size]);
    }

    private static DirectorySizes walk(Path folder) throws IOException {
        return walk(folder, 1_000_000);
    }

    private static DirectorySizes walk(Path folder, long mostEntries) throws IOException {
        return DirectoryWalk.of(
                folder, Deadline.after(Duration.ofMinutes(5)), mostEntries, Set.of());
    }

    /// What directories themselves take depends on the file system.
    private static long directories(Path... folders) throws IOException {
        long size = 0;
        for (Path folder : folders) {
            size += Files.size(folder);
        }
        return size;
    }

    @Test
    void theLargestAreFoundHoweverDeepAndEachByteIsSaidOnce(@TempDir Path folder)
            throws IOException {
        file(folder, "a/deep/er/large.bin", 3_000_000);
        file(folder, "a/other.bin", 1_000_000);
        for (int i = 0; i < 40; i++) {
            file(folder, "many/" + i + "/small.bin", 40_000);
        }

        DirectorySizes sizes = walk(folder);

        assertThat(sizes.cut()).isNull();
        assertThat(sizes.bytes()).isBetween(5_600_000L, 5_999_999L);
        assertThat(sizes.entries()).isEqualTo(1 + 1 + 40 + 4 + 40);
        assertThat(sizes.largest())
                .extracting(found -> folder.relativize(Path.of(found.path())).toString())
                .containsExactly("a/deep/er", "many", "a");
        assertThat(sizes.largest().stream().mapToLong(DirectorySizes.Folder::bytes).sum())
                .isLessThanOrEqualTo(sizes.bytes());
        assertThat(sizes.children())
                .extracting(found -> folder.relativize(Path.of(found.path())).toString())
                .containsExactly("a", "many");
        assertThat(sizes.children().getFirst().bytes()).isGreaterThanOrEqualTo(4_000_000);
    }

    @Test
    void aFileWithSeveralNamesCountsOnce(@TempDir Path folder) throws IOException {
        Path file = file(folder, "one/file", 1_000_000);
        Files.createDirectories(folder.resolve("two"));
        Files.createLink(folder.resolve("two/again"), file);
        Files.createLink(folder.resolve("one/too"), file);

        assertThat(walk(folder).bytes())
                .isEqualTo(
                        1_000_000
                                + directories(
                                        folder, folder.resolve("one"), folder.resolve("two")));
    }

    @Test
    void linksAreNotFollowedSoThatLoopsEnd(@TempDir Path folder) throws IOException {
        file(folder, "outside/large", 1_000_000);
        file(folder, "inside/file", 1_000);
        Path inside = folder.resolve("inside");
        Files.createSymbolicLink(inside.resolve("up"), folder);
        Files.createSymbolicLink(inside.resolve("out"), folder.resolve("outside"));
        Files.createSymbolicLink(inside.resolve("dangling"), folder.resolve("nothing"));

        DirectorySizes sizes = walk(inside);

        assertThat(sizes.entries()).isEqualTo(4);
        assertThat(sizes.bytes()).isLessThan(500_000);
    }

    @Test
    void theDeclaredFolderMayItselfBeALink(@TempDir Path folder) throws IOException {
        file(folder, "real/file", 50_000);
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));

        assertThat(walk(link).bytes()).isGreaterThanOrEqualTo(50_000);
    }

    @Test
    void itEndsWhenThereAreTooManyAndSaysSo(@TempDir Path folder) throws IOException {
        for (int i = 0; i < 30; i++) {
            file(folder, "f" + i % 5 + "/" + i, 10);
        }

        DirectorySizes sizes = walk(folder, 10);

        assertThat(sizes.entries()).isEqualTo(10);
        assertThat(sizes.cut()).isEqualTo("there are more than 10 entries");
    }

    @Test
    void itEndsWhenTimeIsUpAndSaysSo(@TempDir Path folder) throws IOException {
        file(folder, "file", 10);
        Deadline cancelled = Deadline.after(Duration.ofMinutes(1));
        cancelled.cancel();

        DirectorySizes sizes = DirectoryWalk.of(folder, cancelled, 1_000, Set.of());

        assertThat(sizes.entries()).isZero();
        assertThat(sizes.cut()).isEqualTo("time ran out");
    }

    @Test
    void endlessDepthIsCut(@TempDir Path folder) throws IOException {
        Path deep = folder;
        for (int i = 0; i < 110; i++) {
            deep = deep.resolve("d");
        }
        Files.createDirectories(deep);

        assertThat(walk(folder).cut()).isEqualTo("there are more than 100 levels of folders");
    }

    @Test
    void whatIsToBeAvoidedIsNotLookedAt(@TempDir Path folder) throws IOException {
        file(folder, "nas/file", 100_000);
        file(folder, "here/file", 10);

        DirectorySizes sizes =
                DirectoryWalk.of(
                        folder,
                        Deadline.after(Duration.ofMinutes(5)),
                        1_000,
                        Set.of(folder.resolve("nas")));

        assertThat(sizes.entries()).isEqualTo(2);
    }

    @Test
    void aFolderThatIsNotThereIsAnError(@TempDir Path folder) {
        assertThatThrownBy(() -> walk(folder.resolve("nothing"))).isInstanceOf(IOException.class);
    }

    @Test
    void declaredFoldersThatCannotBeWalkedAreNamed(@TempDir Path folder) throws IOException {
        file(folder, "data/file", 10);
        Machine machine =
                new Machine(folder.resolve("machine"))
                        .file(
                                "proc/self/mountinfo",
                                "1 0 0:9 / /mnt/nas rw - nfs4 nas:/export rw\n");
        Map<String, String> unknown = new TreeMap<>();

        List<DirectorySizes> walked =
                new DeclaredFolders(machine.files())
                        .walk(
                                List.of(
                                        folder.resolve("data"),
                                        Path.of("/no/such/folder"),
                                        Path.of("/mnt/nas/backups")),
                                Deadline.after(Duration.ofMinutes(5)),
                                unknown);

        assertThat(walked)
                .extracting(DirectorySizes::folder)
                .containsExactly(folder.resolve("data").toString());
        assertThat(unknown)
                .containsEntry("directory /no/such/folder", "it is not there, or may not be read")
                .containsEntry(
                        "directory /mnt/nas/backups",
                        "on the network: not walked, since it blocks when its server is gone");
    }
}

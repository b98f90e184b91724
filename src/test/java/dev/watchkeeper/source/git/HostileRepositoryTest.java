package dev.watchkeeper.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.source.ChangeSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Repositories that somebody made to attack whoever reads them.
class HostileRepositoryTest {

    @TempDir @Nullable Path temp;

    private Path folder() {
        return Objects.requireNonNull(temp);
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    @Test
    void nothingThatTheRepositoryNamesIsRunAndNothingIsWritten() throws IOException {
        GitWorld world = GitWorld.init(folder().resolve("app"));
        world.commit("a.txt", "a\n", "Begin");
        String id = world.commit("a.txt", "b\n", "Go on");
        Path witness = folder().resolve("witness");
        Path script =
                Files.writeString(
                        folder().resolve("script"), "#!/bin/sh\ntouch " + witness + "\ncat\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(
                world.folder.resolve(".git/config"),
                """
                [core]
                	repositoryformatversion = 0
                	fsmonitor = %1$s
                	hooksPath = %2$s
                	pager = %1$s
                	editor = %1$s
                	sshCommand = %1$s
                	worktree = /etc
                	alternateRefsCommand = %1$s
                [diff]
                	external = %1$s
                [diff "x"]
                	textconv = %1$s
                	command = %1$s
                [filter "x"]
                	smudge = %1$s
                	clean = %1$s
                	process = %1$s
                [alias]
                	log = !%1$s
                [include]
                	path = /etc/passwd
                [remote "origin"]
                	url = ext::%1$s
                	promisor = true
                	partialclonefilter = blob:none
                """
                        .formatted(script, folder()));
        Files.writeString(world.folder.resolve(".gitattributes"), "* diff=x filter=x\n");
        Files.createDirectories(world.folder.resolve(".git/info"));
        Files.writeString(world.folder.resolve(".git/info/attributes"), "* diff=x filter=x\n");
        var before = listing(world.folder);

        ChangeSource source = GitWorld.source(world.folder, null, List.of(), true);
        assertThat(GitWorld.all(source).texts()).contains("Go on", "Begin");
        assertThat(source.detail(id, soon()).orElseThrow().diff()).contains("-a\n+b\n");

        assertThat(witness).doesNotExist();
        assertThat(listing(world.folder)).isEqualTo(before);
    }

    private static Map<String, String> listing(Path folder) throws IOException {
        var all = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                all.put(
                        file.toString(),
                        Files.getLastModifiedTime(file).toString()
                                + (Files.isRegularFile(file) ? Files.size(file) : ""));
            }
        }
        return all;
    }

    @Test
    void noLinkAndNoPointerLeadsToAnotherRepository() throws IOException {
        GitWorld secret = GitWorld.init(folder().resolve("secret"));
        String id = secret.commit("key.txt", "the key\n", "A secret");
        Path git = secret.folder.resolve(".git");

        Path linked = Files.createDirectories(folder().resolve("linked"));
        Files.createSymbolicLink(linked.resolve(".git"), git);
        Path pointing = Files.createDirectories(folder().resolve("pointing"));
        Files.writeString(pointing.resolve(".git"), "gitdir: " + git + "\n");
        GitWorld common = GitWorld.init(folder().resolve("common"));
        Files.writeString(common.folder.resolve(".git/commondir"), "../../secret/.git\n");
        for (Path path : List.of(linked, pointing, common.folder)) {
            assertThatThrownBy(() -> GitWorld.all(GitWorld.source(path, null, List.of(), false)))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessage(
                            "source code: the .git of %s leads out of %s and is not followed; name"
                                    + " in git_dir the folder of the repository itself",
                            path, path.toRealPath());
        }

        for (String part : List.of("objects", "refs", "packed-refs", "HEAD", "logs")) {
            GitWorld world = GitWorld.init(folder().resolve("part-" + part));
            secret.git("pack-refs", "--all");
            Path own = world.folder.resolve(".git").resolve(part);
            deleteAll(own);
            Files.createSymbolicLink(own, git.resolve(part));
            if (!part.equals("HEAD")) {
                Files.writeString(world.folder.resolve(".git/HEAD"), id + "\n");
            }
            ChangeSource source = GitWorld.source(world.folder, null, List.of(), true);
            if (part.equals("objects") || part.equals("logs")) {
                assertThatThrownBy(() -> GitWorld.all(source))
                        .hasMessageContaining("a folder in it is a link, and is not followed");
                continue;
            }
            assertThat(GitWorld.all(source).texts()).as(part).noneMatch(t -> t.contains("secret"));
            assertThat(source.detail(id, soon())).as(part).isEmpty();
        }

        GitWorld loose = GitWorld.init(folder().resolve("loose"));
        Path objects = loose.folder.resolve(".git/objects");
        Files.createSymbolicLink(
                objects.resolve(id.substring(0, 2)), git.resolve("objects/" + id.substring(0, 2)));
        assertThatThrownBy(() -> loose.source().detail(id, soon()))
                .hasMessageContaining("a folder in it is a link, and is not followed");
        Files.delete(objects.resolve(id.substring(0, 2)));
        Files.createDirectories(objects.resolve(id.substring(0, 2)));
        String file = id.substring(0, 2) + "/" + id.substring(2);
        Files.createSymbolicLink(objects.resolve(file), git.resolve("objects/" + file));
        assertThat(loose.source().detail(id, soon())).isEmpty();
    }

    private static void deleteAll(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void borrowedObjectsAreNotReadAndThatIsSaid() throws IOException {
        GitWorld secret = GitWorld.init(folder().resolve("secret"));
        String id = secret.commit("key.txt", "the key\n", "A secret");
        GitWorld world = GitWorld.init(folder().resolve("app"));
        world.commit("a.txt", "a\n", "Begin");
        Files.writeString(
                world.folder.resolve(".git/objects/info/alternates"),
                secret.folder.resolve(".git/objects") + "\n");

        assertThat(world.source().detail(id, soon())).isEmpty();
        assertThat(GitWorld.all(world.source()).report().remarks())
                .containsExactly(
                        "The repository borrows objects of another one (alternates), which lies"
                                + " elsewhere and is not read; git repack -a -d makes it whole.");
    }

    @Test
    void namesThatLookLikePathsLeadNowhere() throws IOException {
        GitWorld world = GitWorld.init(folder().resolve("app"));
        world.commit("a.txt", "a\n", "Begin");
        Files.writeString(world.folder.resolve(".git/HEAD"), "ref: ../../../../etc/passwd\n");
        ChangeSource source = world.source();

        assertThat(GitWorld.all(source).changes()).isEmpty();
        for (String ref :
                List.of("../HEAD", "tag:../../HEAD", "head:1:x", "", "\0", "refs/heads/main~1")) {
            assertThat(source.detail(ref, soon())).as(ref).isEmpty();
        }
    }

    @Test
    void aDamagedObjectIsSaidToBeOne() throws IOException {
        GitWorld world = GitWorld.init(folder().resolve("app"));
        String id = world.commit("a.txt", "a\n", "Begin");
        Path object =
                world.folder.resolve(".git/objects/" + id.substring(0, 2) + "/" + id.substring(2));
        Files.setPosixFilePermissions(object, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(object, "nothing packed");

        assertThatThrownBy(() -> GitWorld.all(world.source()))
                .hasMessage(
                        "source code: the repository of %s cannot be read: an object is damaged;"
                                + " look at it with: git fsck",
                        world.folder);
    }

    @Test
    void anObjectThatUnpacksToMoreThanItSaysIsRefused() throws IOException {
        GitWorld world = GitWorld.init(folder().resolve("app"));
        world.commit("a.txt", "a\n", "Begin");
        var bomb = new ByteArrayOutputStream();
        bomb.writeBytes("commit 100\0".getBytes(StandardCharsets.US_ASCII));
        bomb.writeBytes(new byte[50_000_000]);
        plant(world, "ab".repeat(20), bomb.toByteArray());
        plant(
                world,
                "cd".repeat(20),
                ("commit 999999999999\0" + "x".repeat(100)).getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> world.source().detail("ab".repeat(20), soon()))
                .hasMessageContaining("an object is not as long as it says");
        assertThatThrownBy(() -> world.source().detail("cd".repeat(20), soon()))
                .hasMessageContaining("has a commit, tag or folder that is too large to be read");
    }

    private static void plant(GitWorld world, String id, byte[] object) throws IOException {
        var deflater = new Deflater();
        deflater.setInput(object);
        deflater.finish();
        byte[] packed = new byte[object.length / 100 + 10_000];
        int length = deflater.deflate(packed);
        deflater.end();
        Path folder =
                Files.createDirectories(world.folder.resolve(".git/objects/" + id.substring(0, 2)));
        Files.write(folder.resolve(id.substring(2)), java.util.Arrays.copyOf(packed, length));
    }

    @Test
    void aDifferenceThatLeadsOutOfItsObjectIsRefused() {
        byte[] base = "0123456789".getBytes(StandardCharsets.US_ASCII);
        for (byte[] delta :
                List.of(
                        new byte[] {10, 5, (byte) 0x91, 8, 5},
                        new byte[] {9, 5, 1, 'x'},
                        new byte[] {10, 5, 0},
                        new byte[] {10, 5, 9, 'x'},
                        new byte[] {10, 5, 1},
                        new byte[] {10, 5, 1, 'x'},
                        new byte[0],
                        new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1})) {
            assertThatThrownBy(() -> Delta.apply(base, delta, 100))
                    .isInstanceOf(BrokenRepository.class);
        }
        assertThatThrownBy(() ->
                        Delta.apply(
                                base, new byte[] {10, (byte) 0xff, (byte) 0xff, 0x7f, 1, 'x'}, 100))
                .isInstanceOf(TooLarge.class);
    }

    @Test
    void aPackWhoseBytesAreChangedNeverDoesMoreThanFail() throws IOException {
        GitWorld world = GitWorld.init(folder().resolve("app"));
        for (int i = 0; i < 8; i++) {
            world.commit("a.txt", "line\n".repeat(50 * (i + 1)), "Commit " + i);
        }
        world.git("gc", "-q");
        Path packs = world.folder.resolve(".git/objects/pack");
        try (var files = Files.list(packs)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            }
        }
        var random = new java.util.Random(3);
        List<String> ids = world.git("rev-list", "--all").lines().toList();
        for (String ending : List.of(".pack", ".idx")) {
            Path file;
            try (var files = Files.list(packs)) {
                file =
                        files.filter(each -> each.toString().endsWith(ending))
                                .findFirst()
                                .orElseThrow();
            }
            byte[] good = Files.readAllBytes(file);
            for (int round = 0; round < 150; round++) {
                byte[] bad = good.clone();
                for (int i = 0; i < 1 + random.nextInt(6); i++) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                }
                Files.write(file, bad);
                try {
                    GitWorld.all(world.source());
                    world.source().detail(ids.get(random.nextInt(ids.size())), soon());
                } catch (SourceUnavailable expected) {
                    assertThat(expected).hasMessageContaining("source code: ");
                }
            }
            Files.write(file, good);
        }
    }
}

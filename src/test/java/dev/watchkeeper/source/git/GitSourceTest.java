package dev.watchkeeper.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.ChangeDetail;
import dev.watchkeeper.model.ChangedFile;
import dev.watchkeeper.model.ChangedFile.How;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.ChangeSource;
import dev.watchkeeper.source.CommitHistory;
import dev.watchkeeper.source.CommitHistory.Holds;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.git.GitWorld.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSourceTest {

    @TempDir @Nullable Path temp;

    private Path folder() {
        return Objects.requireNonNull(temp);
    }

    private GitWorld world() throws IOException {
        return GitWorld.init(folder().resolve("app"));
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    private static ChangeDetail detail(ChangeSource source, String ref) {
        return source.detail(ref, soon()).orElseThrow();
    }

    @Test
    void commitsAndTagsComeTheNewestFirst() throws IOException {
        GitWorld world = world();
        world.commit("a.txt", "one\n", "Begin");
        world.git("tag", "v0.1");
        world.commit("a.txt", "two\n", "Say two\n\nBecause one is not enough.");
        world.git("tag", "-a", "v0.2", "-m", "Second\n\nWith notes.");

        Seen seen = GitWorld.all(world.source());

        assertThat(seen.lines())
                .containsExactly(
                        "2026-11-20T02:00:00Z tag v0.2 | Second",
                        "2026-11-20T01:00:00Z commit main | Say two",
                        "2026-11-20T00:00:00Z commit main | Begin",
                        "2026-11-20T00:00:00Z tag v0.1 | Begin");
        assertThat(seen.report().end()).isEqualTo(ReadReport.End.RANGE);
        assertThat(seen.report().remarks()).isEmpty();
    }

    @Test
    void packedObjectsWithDeltasAndPackedRefsAreRead() throws IOException {
        GitWorld world = world();
        var text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append("line ").append(i).append(" of a file that grows and grows\n");
            world.commit("src/long.txt", text.toString(), "Grow to " + i);
        }
        List<String> before = GitWorld.all(world.source()).lines();
        world.git("tag", "-a", "v1", "-m", "One");
        world.git("gc", "-q", "--aggressive");
        assertThat(Files.exists(world.folder.resolve(".git/refs/heads/main"))).isFalse();

        Seen seen = GitWorld.all(world.source());

        assertThat(seen.lines().subList(1, seen.lines().size())).isEqualTo(before).hasSize(40);
        ChangeDetail tip = detail(world.source(), seen.changes().get(1).ref());
        assertThat(tip.files())
                .containsExactly(new ChangedFile("src/long.txt", How.MODIFIED, 1, 0));
    }

    @Test
    void aTimeRangeIsKeptToAndAVisitorMayStop() throws IOException {
        GitWorld world = world();
        for (int i = 0; i < 5; i++) {
            world.commit("Commit " + i);
        }
        var range =
                new TimeRange(
                        GitWorld.BEGIN.plus(Duration.ofHours(1)),
                        GitWorld.BEGIN.plus(Duration.ofHours(3)));

        assertThat(GitWorld.all(world.source(), range).texts())
                .containsExactly("Commit 2", "Commit 1");
        var first = new ArrayList<String>();
        ReadReport report =
                world.source()
                        .changes(
                                GitWorld.ALL,
                                change -> {
                                    first.add(change.text());
                                    return false;
                                });
        assertThat(first).containsExactly("Commit 4");
        assertThat(report.end()).isEqualTo(ReadReport.End.VISITOR);
    }

    @Test
    void mergesGiveTheCommitsOfBothSidesOnce() throws IOException {
        GitWorld world = world();
        world.commit("a.txt", "a\n", "Base");
        world.git("checkout", "-q", "-b", "side");
        world.commit("b.txt", "b\n", "Aside");
        world.git("checkout", "-q", "main");
        world.commit("c.txt", "c\n", "On main");
        world.git("merge", "-q", "--no-ff", "-m", "Merge side", "side");

        Seen seen = GitWorld.all(world.source());

        assertThat(seen.texts()).containsExactly("Merge side", "On main", "Aside", "Base");
        ChangeDetail merge = detail(world.source(), seen.changes().getFirst().ref());
        assertThat(merge.files()).containsExactly(new ChangedFile("b.txt", How.ADDED, 1, 0));
        assertThat(merge.remarks())
                .containsExactly(
                        "It is a merge: compared with the first of the commits before it.");
    }

    @Test
    void oneCommitIsShownWithAuthorMessageFilesAndDiff() throws IOException {
        GitWorld world = world();
        world.write(
                "src/retry.py", "import time\n\ndef retry():\n    time.sleep(1)\n    again()\n");
        world.write("gone.txt", "x\ny\n");
        world.write("same/deep/file.txt", "same\n");
        world.commit("Begin");
        Files.delete(world.folder.resolve("gone.txt"));
        Files.write(world.folder.resolve("picture"), new byte[] {1, 0, 2});
        String id =
                world.commit(
                        "src/retry.py",
                        "import time\n\ndef retry():\n    again()\n",
                        "Retry at once\n\nWaiting was slow.");

        ChangeDetail detail = detail(world.source(), id);

        assertThat(detail.author()).isEqualTo("Ann Example");
        assertThat(detail.message()).isEqualTo("Retry at once\n\nWaiting was slow.");
        assertThat(detail.files())
                .containsExactly(
                        new ChangedFile("gone.txt", How.DELETED, 0, 2),
                        new ChangedFile("picture", How.ADDED, null, null),
                        new ChangedFile("src/retry.py", How.MODIFIED, 0, 1));
        assertThat(detail.diff())
                .isEqualTo(
                        """
                        --- a/gone.txt
                        +++ /dev/null
                        @@ -1,2 +0,0 @@
                        -x
                        -y
                        --- a/src/retry.py
                        +++ b/src/retry.py
                        @@ -1,5 +1,4 @@
                         import time
                        \s
                         def retry():
                        -    time.sleep(1)
                             again()
                        """);
        assertThat(detail.remarks())
                .containsExactly("Of files that are no text or are large, lines are not counted.");
    }

    @Test
    void diffsAgreeWithGitOnManyRandomEdits() throws IOException {
        GitWorld world = world();
        var random = new java.util.Random(7);
        var lines = new ArrayList<String>();
        for (int i = 0; i < 60; i++) {
            lines.add("line " + random.nextInt(30));
        }
        world.commit("f.txt", String.join("\n", lines) + "\n", "Begin");
        for (int round = 0; round < 12; round++) {
            for (int edit = 0; edit < 1 + random.nextInt(8); edit++) {
                int at = random.nextInt(lines.size());
                switch (random.nextInt(3)) {
                    case 0 -> lines.add(at, "line " + random.nextInt(30));
                    case 1 -> lines.remove(at);
                    default -> lines.set(at, "line " + random.nextInt(30));
                }
            }
            String before = Files.readString(world.folder.resolve("f.txt"));
            String id = world.commit("f.txt", String.join("\n", lines) + "\n", "Round " + round);
            ChangeDetail detail = detail(world.source(), id);
            Path patch = Files.writeString(folder().resolve("patch"), diff(detail));
            var old = GitWorld.init(folder().resolve("old" + round));
            old.write("f.txt", before);
            if (detail.diff() != null) {
                old.git("apply", patch.toString());
            }

            assertThat(old.folder.resolve("f.txt")).hasContent(String.join("\n", lines) + "\n");
            String[] counted =
                    world.git("show", "--numstat", "--minimal", "--format=", id).split("\t", -1);
            if (counted.length == 3) {
                assertThat(detail.files())
                        .containsExactly(
                                new ChangedFile(
                                        "f.txt",
                                        How.MODIFIED,
                                        Integer.valueOf(counted[0]),
                                        Integer.valueOf(counted[1])));
            }
        }
    }

    private static String diff(ChangeDetail detail) {
        return Objects.requireNonNullElse(detail.diff(), "");
    }

    @Test
    void aLongDiffIsCutAndSaysSo() throws IOException {
        GitWorld world = world();
        String id = world.commit("a.txt", "a long line of text\n".repeat(5_000), "Much");

        ChangeDetail detail = detail(world.source(), id);

        assertThat(detail.files()).containsExactly(new ChangedFile("a.txt", How.ADDED, 5_000, 0));
        assertThat(diff(detail).length()).isLessThanOrEqualTo(12_000);
        assertThat(detail.remarks()).containsExactly("The diff is cut at 12000 characters.");
    }

    @Test
    void aWorktreeIsReadWhenItsRepositoryIsNamed() throws IOException {
        GitWorld world = world();
        world.commit("a.txt", "a\n", "Begin");
        Path worktree = folder().resolve("elsewhere");
        world.git("worktree", "add", "-q", "-b", "other", worktree.toString());
        new GitWorld(worktree).at(world.now()).commit("b.txt", "b\n", "In the worktree");

        assertThatThrownBy(() -> GitWorld.all(GitWorld.source(worktree, null, List.of(), false)))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessage(
                        "source code: the .git of %s leads out of %s and is not followed; name in"
                                + " git_dir the folder of the repository itself",
                        worktree, worktree.toRealPath());
        assertThat(
                        GitWorld.all(
                                        GitWorld.source(
                                                worktree,
                                                world.folder.resolve(".git").toString(),
                                                List.of(),
                                                false))
                                .lines())
                .containsExactly(
                        "2026-11-20T01:00:00Z commit other | In the worktree",
                        "2026-11-20T00:00:00Z commit other | Begin");
    }

    @Test
    void aRepositoryWithoutACheckoutIsReadAndADetachedHeadToo() throws IOException {
        GitWorld world = world();
        String first = world.commit("a.txt", "a\n", "Begin");
        world.commit("a.txt", "b\n", "Go on");
        Path bare = folder().resolve("bare.git");
        world.git("clone", "-q", "--bare", world.folder.toString(), bare.toString());

        assertThat(GitWorld.all(GitWorld.source(bare, null, List.of(), false)).texts())
                .containsExactly("Go on", "Begin");
        world.git("checkout", "-q", "--detach", first);
        assertThat(GitWorld.all(world.source()).lines())
                .containsExactly("2026-11-20T00:00:00Z commit HEAD | Begin");
    }

    @Test
    void aShallowCloneSaysWhatIsNotThere() throws IOException {
        GitWorld world = world();
        String oldest = world.commit("a.txt", "a\n", "Begin");
        String middle = world.commit("a.txt", "b\n", "Go on");
        String newest = world.commit("a.txt", "c\n", "End");
        Path shallow = folder().resolve("shallow");
        world.git("clone", "-q", "--depth=2", "file://" + world.folder, shallow.toString());
        ChangeSource source = GitWorld.source(shallow, null, List.of(), false);

        Seen seen = GitWorld.all(source);

        assertThat(seen.texts()).containsExactly("End", "Go on");
        assertThat(seen.report().remarks())
                .containsExactly(
                        "The clone is shallow: what lies before its oldest commits is not here.");
        assertThat(detail(source, middle).files()).isEmpty();
        assertThat(detail(source, middle).remarks())
                .containsExactly(
                        "The commit before it is not here, so what it changed cannot be told.");
        CommitHistory history = source.history().orElseThrow();
        assertThat(history.holds(newest, middle, soon())).isEqualTo(Holds.YES);
        assertThat(history.holds(newest, oldest, soon())).isEqualTo(Holds.UNKNOWN);
    }

    @Test
    void versionsAreFoundAsDeployScriptsWriteThem() throws IOException {
        GitWorld world = world();
        String first = world.commit("a.txt", "a\n", "Begin");
        world.git("tag", "-a", "v1.0", "-m", "One");
        String second = world.commit("a.txt", "b\n", "Go on");
        CommitHistory history = world.source().history().orElseThrow();

        assertThat(history.commit(first)).contains(first);
        assertThat(history.commit(second.substring(0, 7))).contains(second);
        assertThat(history.commit("v1.0")).contains(first);
        assertThat(history.commit("main")).contains(second);
        assertThat(history.commit("v1.0-1-g" + second.substring(0, 8))).contains(second);
        assertThat(history.commit("registry.example/app:" + second.substring(0, 10)))
                .contains(second);
        assertThat(history.commit("gateway v1.0")).contains(first);
        assertThat(history.commit("v2.0")).isEmpty();
        assertThat(history.commit("../../etc/passwd")).isEmpty();
        assertThat(history.commit("0000000")).isEmpty();
        assertThat(history.holds(second, first, soon())).isEqualTo(Holds.YES);
        assertThat(history.holds(first, second, soon())).isEqualTo(Holds.NO);
        assertThat(history.holds(first, "0".repeat(40), soon())).isEqualTo(Holds.UNKNOWN);
    }

    @Test
    void whatWasFetchedAndNotCheckedOutYetIsSeen() throws IOException {
        GitWorld world = world();
        world.commit("a.txt", "a\n", "Begin");
        Path clone = folder().resolve("clone");
        world.git("clone", "-q", world.folder.toString(), clone.toString());
        String fix = world.commit("a.txt", "b\n", "Fix it");
        var production = new GitWorld(clone);
        production.git("fetch", "-q");
        ChangeSource source = production.source();

        assertThat(GitWorld.all(source).texts()).containsExactly("Fix it", "Begin");
        CommitHistory history = source.history().orElseThrow();
        String running = history.commit("HEAD").orElseThrow();
        assertThat(history.holds(running, fix, soon())).isEqualTo(Holds.NO);
    }

    @Test
    void checkoutsAreDeploysWhereTheCheckoutIsWhatRuns() throws IOException {
        GitWorld world = world();
        String first = world.commit("a.txt", "a\n", "Begin");
        Path clone = folder().resolve("clone");
        var production = new GitWorld(clone);
        Files.createDirectories(clone);
        production.at(GitWorld.BEGIN.plus(Duration.ofHours(1)));
        production.git("clone", "-q", world.folder.toString(), ".");
        world.at(GitWorld.BEGIN.plus(Duration.ofHours(2)));
        String second = world.commit("a.txt", "b\n", "Go on");
        production.at(GitWorld.BEGIN.plus(Duration.ofHours(3)));
        production.git("pull", "-q", "--ff-only");
        ChangeSource source = GitWorld.source(clone, null, List.of(), true);

        Seen seen = GitWorld.all(source);

        assertThat(seen.lines())
                .containsExactly(
                        "2026-11-20T03:00:00Z deploy "
                                + second.substring(0, 12)
                                + " | checked out after "
                                + first.substring(0, 12)
                                + ": pull -q --ff-only: Fast-forward",
                        "2026-11-20T02:00:00Z commit main | Go on",
                        "2026-11-20T01:00:00Z deploy "
                                + first.substring(0, 12)
                                + " | checked out clone: from "
                                + world.folder,
                        "2026-11-20T00:00:00Z commit main | Begin");
        assertThat(detail(source, seen.changes().getFirst().ref()).message())
                .isEqualTo(
                        seen.changes().getFirst().text()
                                + "\n"
                                + second.substring(0, 12)
                                + " 2026-11-20T02:00:00Z Go on");
    }

    @Test
    void namedBranchesCountAndAMissingOneIsSaid() throws IOException {
        GitWorld world = world();
        world.commit("a.txt", "a\n", "Begin");
        world.git("checkout", "-q", "-b", "next");
        world.commit("a.txt", "b\n", "For later");
        world.git("checkout", "-q", "main");

        Seen seen =
                GitWorld.all(GitWorld.source(world.folder, null, List.of("next", "none"), false));

        assertThat(seen.texts()).containsExactly("For later", "Begin");
        assertThat(seen.report().remarks())
                .containsExactly("There is no branch none in the repository.");
    }

    @Test
    void idsOfSha256AreRead() throws IOException {
        GitWorld world = GitWorld.init(folder().resolve("app"), "--object-format=sha256");
        String id = world.commit("a.txt", "a\n", "Begin");
        world.git("gc", "-q");

        assertThat(id).hasSize(64);
        assertThat(GitWorld.all(world.source()).changes())
                .extracting(Change::ref)
                .containsExactly(id);
        assertThat(detail(world.source(), id).files()).hasSize(1);
    }

    @Test
    void whatIsNoRepositoryIsSaidToBeNone() throws IOException {
        Path empty = Files.createDirectories(folder().resolve("empty"));

        assertThatThrownBy(() -> GitWorld.all(GitWorld.source(empty, null, List.of(), false)))
                .hasMessage("source code: %s is no git checkout: there is no .git in it", empty);
        assertThatThrownBy(() ->
                        GitWorld.all(
                                GitWorld.source(folder().resolve("no"), null, List.of(), false)))
                .hasMessage(
                        "source code: there is no %s, or its .git leads nowhere",
                        folder().resolve("no"));
    }

    @Test
    void aRepositoryWithoutACommitHasNoChanges() throws IOException {
        assertThat(GitWorld.all(world().source()).changes()).isEmpty();
    }
}

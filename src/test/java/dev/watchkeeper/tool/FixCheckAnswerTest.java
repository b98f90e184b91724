package dev.watchkeeper.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.ChangeStream;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.ChangeKind;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.source.ChangeSource;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.SourceContext;
import dev.watchkeeper.source.git.GitWorld;
import dev.watchkeeper.source.jsonl.JsonlSource;
import dev.watchkeeper.state.FindingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixCheckAnswerTest {

    private static final Instant ONSET = GitWorld.BEGIN.plus(Duration.ofHours(10));
    private static final Session SOMEBODY = new Session("somebody", "somebody");

    @TempDir @Nullable Path temp;

    private final List<Change> deploys = new ArrayList<>();

    private static Call call() {
        return new Call(
                SOMEBODY, ONSET.plus(Duration.ofHours(9)), Deadline.after(Duration.ofSeconds(30)));
    }

    private Path folder() {
        return Objects.requireNonNull(temp);
    }

    private void deploy(double hours, String version) {
        deploys.add(
                new Change(
                        "deploys",
                        "d" + deploys.size(),
                        GitWorld.BEGIN.plusSeconds((long) (hours * 3_600)),
                        ChangeKind.DEPLOY,
                        "shop",
                        version,
                        "deploy " + version));
    }

    private Catalog catalog(GitWorld world) throws IOException {
        Path log = folder().resolve("app.jsonl");
        Files.writeString(
                log,
                "{\"time\":\""
                        + ONSET.plus(Duration.ofHours(1))
                        + "\",\"level\":\"ERROR\",\"logger\":\"shop.basket\",\"message\":\"failed\","
                        + "\"exception\":\"Traceback (most recent call last):\\n  File"
                        + " \\\"/srv/app/shop/basket.py\\\", line 3, in total\\n    y()\\nBasketBroken:"
                        + " no\"}\n");
        var context =
                new SourceContext(
                        "app",
                        ZoneOffset.UTC,
                        InstantSource.fixed(ONSET.plus(Duration.ofHours(9))),
                        folder(),
                        folder().resolve("indexes"));
        var mapping =
                new LogMapping(
                        null,
                        null,
                        Map.of(),
                        "time",
                        "level",
                        "logger",
                        "message",
                        "exception",
                        List.of());
        var stream =
                new LogStream(
                        "app",
                        "app",
                        new JsonlSource.Config(log.toString(), JsonlSource.Format.JSON)
                                .open(context)
                                .logs("app", mapping),
                        List.of(),
                        List.of(),
                        null,
                        null);
        ChangeSource deployed =
                (range, visitor) -> {
                    boolean all =
                            deploys.reversed().stream()
                                    .filter(change -> range.contains(change.time()))
                                    .allMatch(visitor);
                    return new ReadReport(
                            0,
                            0,
                            List.of(),
                            all ? ReadReport.End.RANGE : ReadReport.End.VISITOR,
                            null,
                            null,
                            List.of());
                };
        var changes = new LinkedHashMap<String, ChangeStream>();
        changes.put("code", new ChangeStream("code", "code", world.source(), null));
        changes.put("deploys", new ChangeStream("deploys", "log", deployed, null));
        return new Catalog(
                Map.of("app", stream),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                changes,
                Map.of(),
                List.of());
    }

    private static FindingStore.Stored finding(FindingState state, double quietHours) {
        Instant last = ONSET.plus(Duration.ofHours(1));
        var finding =
                new Finding(
                        "p-1-app",
                        "errors",
                        "app",
                        Severity.SEV2,
                        state,
                        "failed",
                        List.of(),
                        ONSET,
                        last,
                        60,
                        null,
                        null);
        return new FindingStore.Stored(
                finding, ONSET, last.plusSeconds((long) (quietHours * 3_600)), 1, null, null, null);
    }

    private GitWorld world() throws IOException {
        return GitWorld.init(folder().resolve("repo"));
    }

    @Test
    void aFixThatTouchesTheFileOfTheTracebackWaitsUntilADeployBringsIt() throws IOException {
        GitWorld world = world();
        world.commit("shop/basket.py", "one\n", "Begin");
        String suspect = world.commit("shop/basket.py", "two\n", "Total at once");
        world.at(ONSET.plus(Duration.ofHours(2)));
        String fix = world.commit("shop/basket.py", "three\n", "Fix total of empty baskets");
        deploy(9, suspect.substring(0, 7));

        Map<String, Object> waiting =
                FixCheckAnswer.of(catalog(world), finding(FindingState.ONGOING, 0), call());

        assertThat(waiting)
                .containsEntry(
                        "fix", "fixed by commit " + fix.substring(0, 12) + ", not yet deployed")
                .containsEntry(
                        "because",
                        "It says that it mends something and changes a file that the error names; no"
                                + " deploy has brought it.")
                .containsEntry("commit", fix.substring(0, 12))
                .containsEntry(
                        "running",
                        Map.of(
                                "since",
                                "2026-11-20T09:00:00Z",
                                "version",
                                suspect.substring(0, 7),
                                "text",
                                "deploy " + suspect.substring(0, 7)));

        deploy(10.95, "main");
        assertThat(FixCheckAnswer.of(catalog(world), finding(FindingState.RESOLVED, 3), call()))
                .containsEntry("fix", "deployed, and it stopped")
                .containsEntry("deployed_at", "2026-11-20T10:57:00Z");
    }

    @Test
    void aRollbackIsSeenByTheHistoryOfTheVersions() throws IOException {
        GitWorld world = world();
        String good = world.commit("shop/basket.py", "one\n", "Begin");
        String suspect = world.commit("shop/basket.py", "two\n", "Total at once");
        deploy(2, good);
        deploy(9, suspect);
        deploy(10.95, good);

        assertThat(FixCheckAnswer.of(catalog(world), finding(FindingState.RESOLVED, 3), call()))
                .containsEntry("fix", "deployed, and it stopped")
                .containsEntry(
                        "because",
                        "The deploy of "
                                + good
                                + " at 2026-11-20T10:57:00Z went back to an older version; it was last"
                                + " seen at 2026-11-20T11:00:00Z.");
    }

    @Test
    void aRevertOfWhatCameWithTheDeployIsAFixWhateverItTouches() throws IOException {
        GitWorld world = world();
        String good = world.commit("shop/basket.py", "one\n", "Begin");
        String suspect = world.commit("conf/limits.yaml", "retries: 9\n", "More retries");
        deploy(1, good);
        deploy(9, suspect);
        world.at(ONSET.plus(Duration.ofHours(2)));
        world.git("revert", "--no-edit", suspect);
        String revert = world.git("rev-parse", "HEAD");

        assertThat(FixCheckAnswer.of(catalog(world), finding(FindingState.ONGOING, 0), call()))
                .containsEntry(
                        "fix", "fixed by commit " + revert.substring(0, 12) + ", not yet deployed")
                .containsEntry(
                        "because",
                        "It reverts "
                                + suspect.substring(0, 12)
                                + ", which came before it began; no deploy has brought it.");
    }

    @Test
    void recoveryWithoutAChangeIsNoFix() throws IOException {
        GitWorld world = world();
        String good = world.commit("shop/basket.py", "one\n", "Begin");
        deploy(9, good);
        world.at(ONSET.plus(Duration.ofHours(2)));
        world.commit("README.md", "words\n", "Fix a typo");

        assertThat(FixCheckAnswer.of(catalog(world), finding(FindingState.RESOLVED, 3), call()))
                .containsEntry("fix", "recovered with nothing changed: not fixed")
                .containsEntry("looked_at", List.of("code", "deploys"));
    }

    @Test
    void theDetailOfAChangeIsFoundByItsReferenceOrTheBeginningOfAnId() throws IOException {
        GitWorld world = world();
        String id = world.commit("shop/basket.py", "one\n", "Begin\n\nAt last.");

        assertThat(ChangeDetailAnswer.of(catalog(world), id.substring(0, 8), call()))
                .containsEntry("ref", id)
                .containsEntry("author", "Ann Example")
                .containsEntry("message", "Begin\n\nAt last.")
                .containsEntry(
                        "files",
                        Map.of(
                                "columns",
                                List.of("path", "how", "added", "removed"),
                                "rows",
                                List.of(List.of("shop/basket.py", "added", 1, 0))))
                .containsEntry(
                        "diff", "--- /dev/null\n+++ b/shop/basket.py\n@@ -0,0 +1 @@\n+one\n");
        Catalog catalog = catalog(world);
        assertThatThrownBy(() -> ChangeDetailAnswer.of(catalog, "nothing", call()))
                .isInstanceOf(BadRequest.class)
                .hasMessageStartingWith("there is no change with that ref now in ");
    }
}

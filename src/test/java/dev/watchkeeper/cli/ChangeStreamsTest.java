package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.access.Scope;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.model.BadConfig;
import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeStreamsTest {

    private static final TimeRange RANGE = TimeRange.before(SmallWorld.NOW, Duration.ofDays(2));

    @TempDir @Nullable Path temp;

    private SmallWorld world(String changes) throws IOException, SQLException {
        Path folder = java.util.Objects.requireNonNull(temp);
        var world = new SmallWorld(folder);
        Files.writeString(
                folder.resolve("tools.yaml"),
                """
                sources:
                  deploy-log: {type: text, path: deploy.log}
                  app: {type: jsonl, path: app.jsonl}
                  db: {type: sqlite, path: app.db}
                logs:
                  app: {source: app, time: time, level: level, logger: logger, message: message}
                events:
                  happened: {source: db, table: event, time: time, type: type}
                """
                        + changes);
        Files.writeString(
                folder.resolve("deploy.log"),
                """
                2026-03-11 09:00:00 deploy 1a2b3c4 to gateway by ann
                2026-03-11 09:00:30 restarted
                2026-03-11 11:52:00 deploy v1.4 to gateway by bob password=Tr0ub4dor-3xyz
                """);
        Files.writeString(
                folder.resolve("app.jsonl"),
                """
                {"time":"2026-03-11T10:00:00Z","level":"INFO","logger":"web","message":"gateway started, version 7f00aa1","version":"7f00aa1","service":"gateway"}
                {"time":"2026-03-11T10:00:01Z","level":"INFO","logger":"web","message":"request served"}
                """);
        try (var db = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db"));
                var statement = db.createStatement()) {
            statement.execute(
                    "CREATE TABLE event (time TEXT, type TEXT, version TEXT, service TEXT)");
            statement.execute(
                    "INSERT INTO event VALUES ('2026-03-11T08:00:00Z','rollout','v1.3','worker'),"
                            + " ('2026-03-11T08:01:00Z','other','v9','worker')");
        }
        return world;
    }

    private static List<String> seen(Catalog catalog, String stream) {
        var seen = new ArrayList<String>();
        java.util.Objects.requireNonNull(catalog.changes().get(stream))
                .source()
                .changes(RANGE, change -> seen.add(line(change)));
        return seen;
    }

    private static String line(Change change) {
        return change.time()
                + " "
                + change.kind().word()
                + " "
                + change.subject()
                + " | "
                + change.version()
                + " | "
                + change.text();
    }

    @Test
    void linesOfADeployLogAreDeploysWithTheirVersionAndSubject() throws Exception {
        SmallWorld world =
                world(
                        """
                        changes:
                          deploys: {source: deploy-log, pattern: 'deploy (?P<version>\\S+) to (?P<subject>\\S+)'}
                        """);
        try (Workplace workplace = world.open()) {
            assertThat(seen(workplace.catalog(), "deploys"))
                    .hasSize(2)
                    .first(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                    .startsWith(
                            "2026-03-11T11:52:00Z deploy gateway | v1.4 | deploy v1.4 to gateway by bob")
                    .doesNotContain("Tr0ub4dor");
            assertThat(seen(workplace.catalog(), "deploys").getLast())
                    .isEqualTo(
                            "2026-03-11T09:00:00Z deploy gateway | 1a2b3c4 | deploy 1a2b3c4 to"
                                    + " gateway by ann");
        }
    }

    @Test
    void entriesOfALogAndEventsOfAStreamAreChangesToo() throws Exception {
        SmallWorld world =
                world(
                        """
                        changes:
                          starts: {stream: app, contains: "started, version"}
                          rollouts: {stream: happened, types: rollout, describe: the workers}
                          restarts: {source: deploy-log, pattern: restarted, kind: service}
                        """);
        try (Workplace workplace = world.open()) {
            Catalog catalog = workplace.catalog();
            assertThat(seen(catalog, "starts"))
                    .containsExactly(
                            "2026-03-11T10:00:00Z deploy gateway | 7f00aa1 | gateway started, version"
                                    + " 7f00aa1");
            assertThat(seen(catalog, "rollouts"))
                    .containsExactly(
                            "2026-03-11T08:00:00Z deploy worker | v1.3 | rollout version=v1.3,"
                                    + " service=worker");
            assertThat(seen(catalog, "restarts"))
                    .containsExactly("2026-03-11T09:00:30Z service  | null | restarted");
            var first = new ArrayList<Change>();
            var starts = java.util.Objects.requireNonNull(catalog.changes().get("starts"));
            starts.source().changes(RANGE, first::add);
            assertThat(
                            starts.source()
                                    .detail(
                                            first.getFirst().ref(),
                                            Deadline.after(Duration.ofSeconds(5))))
                    .hasValueSatisfying(detail ->
                            assertThat(detail.message())
                                    .isEqualTo("gateway started, version 7f00aa1"));
        }
    }

    @Test
    void whoMaySeeOneStreamAloneSeesNoChangesOfOtherSources() throws Exception {
        SmallWorld world =
                world(
                        """
                        changes:
                          deploys: {source: deploy-log, pattern: deploy}
                          starts: {stream: app, contains: "started, version"}
                        """);
        try (Workplace workplace = world.open()) {
            Scope scope =
                    new Scope(null, List.of(), List.of("app"), List.of(), null, null, 120, false);
            assertThat(workplace.catalogs().of(scope).changes()).containsOnlyKeys("starts");
        }
    }

    @Test
    void mistakesAreToldTogether() throws Exception {
        SmallWorld world =
                world(
                        """
                        changes:
                          both: {source: deploy-log, stream: app}
                          none: {source: deploylog}
                          commits: {stream: app, kind: commit}
                        """);
        assertThatThrownBy(world::open)
                .isInstanceOf(BadConfig.class)
                .hasMessageContaining(
                        "line 10  changes.both: needs either source (a source of changes, or a"
                                + " file) or stream (a log or event stream), and not both")
                .hasMessageContaining(
                        "line 11  changes.none.source: no source \"deploylog\"; did you mean"
                                + " deploy-log?")
                .hasMessageContaining(
                        "line 12  changes.commits: kind commit comes from a source of type git"
                                + " alone; leave kind out there");
    }

    @Test
    void whatCannotWorkWithItsStreamIsToldTogether() throws Exception {
        SmallWorld world =
                world(
                        """
                        changes:
                          a: {stream: app, types: started}
                          b: {stream: happened}
                          c: {stream: app, pattern: "(?P<what>x)"}
                          d: {stream: app, pattern: "("}
                        """);
        assertThatThrownBy(world::open)
                .isInstanceOf(BadConfig.class)
                .hasMessageContaining(
                        "changes.a: types belong to event streams; a log has contains and pattern")
                .hasMessageContaining(
                        "changes.b: types is needed: which types of events are changes")
                .hasMessageContaining(
                        "changes.c: pattern has a group what; a change has the groups time, version"
                                + " and subject")
                .hasMessageContaining("changes.d: pattern is not valid RE2 syntax: ");
    }
}

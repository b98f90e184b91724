package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Questions of the operator's own, from tools.yaml to the answer.
class OwnQuestionsTest {

    private static final String SOURCE =
            """
            sources:
              my-sqlite-db: {type: sqlite, path: users.db}
            """;

    /// As MCP Toolbox's own documentation of `sqlite-sql` has it.
    private static final String TOOLBOX =
            """
            tools:
              search-users:
                kind: sqlite-sql
                source: my-sqlite-db
                description: Search users by name and age
                parameters:
                  - name: name
                    type: string
                    description: The name to search for
                  - name: min_age
                    type: integer
                    description: Minimum age
                statement: SELECT * FROM users WHERE name LIKE ? AND age >= ?
            """;

    private static final String USERS_BY =
            """
            tools:
              users_by:
                source: my-sqlite-db
                description: Users in a state, the oldest first.
                statement: |
                  -- the oldest first
                  SELECT name, age FROM users
                  WHERE state = :state AND age < :below AND (:active IS NULL OR active = :active)
                    AND name IN (SELECT value FROM json_each(:names))
                  ORDER BY age DESC;
                maxRows: 2
                parameters:
                  - {name: state, type: string, allowedValues: [new, gone], description: which}
                  - {name: below, type: integer, default: 200, minValue: 1, maxValue: 300}
                  - {name: active, type: boolean, required: false}
                  - {name: names, type: array, items: {type: string}, default: [ann, bob, cem, dan]}
            """;

    @TempDir Path folder;

    private SmallWorld world(String tools) throws Exception {
        var world = new SmallWorld(folder);
        Files.writeString(folder.resolve("tools.yaml"), SOURCE + tools);
        return world;
    }

    private void users(String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("users.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE users (name TEXT, age INTEGER, state TEXT, active INTEGER)");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void fourUsers() throws SQLException {
        users(
                "INSERT INTO users VALUES ('ann', 31, 'new', 1), ('bob', 42, 'new', 0),"
                        + " ('cem', 53, 'new', 1), ('dan', 64, 'gone', 1)");
    }

    private static JsonNode json(SmallWorld.Result result) {
        assertThat(result.code()).as(result.err()).isZero();
        return JsonMapper.shared().readTree(result.out());
    }

    @Test
    void aDefinitionMadeForToolboxWorksAsItIs() throws Exception {
        fourUsers();

        JsonNode answer =
                json(
                        world(TOOLBOX)
                                .run(
                                        "call",
                                        "search-users",
                                        "{\"name\": \"%n%\", \"min_age\": 40}"));

        assertThat(answer.path("evidence_id").asString()).startsWith("E1-");
        assertThat(answer.path("searched").toString())
                .isEqualTo("{\"source\":\"my-sqlite-db\",\"complete\":true}");
        assertThat(answer.path("columns").toString())
                .isEqualTo("[\"name\",\"age\",\"state\",\"active\"]");
        assertThat(answer.path("rows").toString()).isEqualTo("[[\"dan\",64,\"gone\",1]]");
        assertThat(answer.path("returned").asInt()).isEqualTo(1);
        assertThat(answer.path("truncated").asBoolean()).isFalse();
        assertThat(answer.path("untrusted").toString()).isEqualTo("[\"rows\"]");
    }

    @Test
    void itStandsBesideOursWithASchemaOfItsParameters() throws Exception {
        SmallWorld world = world(USERS_BY);

        List<String> lines = world.run("tools", "--json").out().lines().toList();

        assertThat(lines).hasSizeGreaterThan(6);
        assertThat(lines.getFirst()).contains("\"get_overview\"");
        assertThat(lines.getLast())
                .isEqualTo(
                        """
                        {"name":"users_by","title":"Users by",\
                        "description":"Users in a state, the oldest first.",\
                        "inputSchema":{"type":"object","properties":{\
                        "state":{"type":"string","enum":["new","gone"],"description":"which"},\
                        "below":{"type":"integer","minimum":1,"maximum":300,"default":200},\
                        "active":{"type":"boolean"},\
                        "names":{"type":"array","items":{"type":"string"},\
                        "default":["ann","bob","cem","dan"]}},"required":["state"]},"readOnly":true}\
                        """);
    }

    @Test
    void defaultsListsAndParametersThatAreLeftOutAreBound() throws Exception {
        fourUsers();
        SmallWorld world = world(USERS_BY);

        JsonNode two = json(world.run("call", "users_by", "{\"state\": \"new\"}"));
        assertThat(two.path("rows").toString()).isEqualTo("[[\"cem\",53],[\"bob\",42]]");
        assertThat(two.path("truncated").asBoolean()).isTrue();
        assertThat(two.path("to_see_more").asString())
                .isEqualTo(
                        "there are more rows than the 2 of maxRows: ask with narrower arguments");

        JsonNode one =
                json(
                        world.run(
                                "call",
                                "users_by",
                                "{\"state\": \"new\", \"below\": \"53\", \"active\": true,"
                                        + " \"names\": [\"ann\", \"' OR 1=1 --\"]}"));
        assertThat(one.path("rows").toString()).isEqualTo("[[\"ann\",31]]");

        JsonNode none = json(world.run("call", "users_by", "{\"state\": \"gone\", \"below\": 1}"));
        assertThat(none.path("rows").toString()).isEqualTo("[]");
        assertThat(none.path("columns").toString()).isEqualTo("[\"name\",\"age\"]");
    }

    @Test
    void everyMistakeInTheArgumentsIsNamedAtOnce() throws Exception {
        fourUsers();
        SmallWorld.Result result =
                world(USERS_BY)
                        .run(
                                "call",
                                "users_by",
                                "{\"stat\": \"new\", \"below\": 900, \"active\": \"perhaps\","
                                        + " \"names\": [1, {}]}");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo(
                        "unknown argument \"stat\"; did you mean state?; missing argument \"state\";"
                                + " below must be between 1 and 300, got 900; active: expected true"
                                + " or false, got \"perhaps\"; names: expected a text\n");
        assertThat(world(USERS_BY).run("call", "users_by", "{\"state\": \"new' OR 1=1 --\"}").err())
                .isEqualTo("state: expected one of new, gone, got \"new' OR 1=1 --\"\n");
    }

    @Test
    void aDatabaseThatIsNotThereYetIsSaidAtTheFirstCall() throws Exception {
        SmallWorld world = world(TOOLBOX);
        assertThat(world.run("tools").out()).contains("search-users  Search users");

        SmallWorld.Result result =
                world.run("call", "search-users", "{\"name\": \"a\", \"min_age\": 1}");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err())
                .isEqualTo(
                        "source my-sqlite-db: there is no file "
                                + folder.resolve("users.db")
                                + " (that a source does not answer is itself a finding)\n");
        users();
        assertThat(
                        json(world.run("call", "search-users", "{\"name\": \"a\", \"min_age\": 1}"))
                                .path("returned")
                                .asInt())
                .isZero();
    }

    @Test
    void aStatementThatDoesNotFitTheTablesIsAMistakeOfTheFile() throws Exception {
        users();
        SmallWorld.Result result =
                world(TOOLBOX.replace("min_age\n", "least\n").replace("age >=", "years >="))
                        .run("tools");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains(
                        "tools.search-users.statement: the statement does not fit the database: no"
                                + " such column: years");
    }

    @Test
    void textsThatDeceiveAreMadeVisibleAndLongOnesAreCut() throws Exception {
        users(
                "INSERT INTO users VALUES ('a' || char(27, 8238) || '[31m', 99999999999999999, NULL,"
                        + " NULL)",
                "INSERT INTO users VALUES (printf('%.5000c', 'a'), 50, x'00', 9e999)");

        JsonNode answer =
                json(
                        world(TOOLBOX)
                                .run("call", "search-users", "{\"name\": \"a%\", \"min_age\": 1}"));

        assertThat(answer.path("rows").get(0).get(0).asString()).isEqualTo("a\\u{1B}\\u{202E}[31m");
        assertThat(answer.path("rows").get(0).get(1).asString()).isEqualTo("99999999999999999");
        assertThat(answer.path("rows").get(1).get(0).asString())
                .contains("characters left out")
                .hasSizeLessThan(800);
        assertThat(answer.path("rows").get(1).get(2).asString()).isEqualTo("[1 bytes]");
        assertThat(answer.path("rows").get(1).get(3).asString()).isEqualTo("Infinity");
    }

    @Test
    void aMillionRowsGiveOneAnswerThatFits() throws Exception {
        users(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000)"
                        + " INSERT INTO users SELECT 'user ' || i, i, 'new', 1 FROM n");
        SmallWorld world =
                world(
                        TOOLBOX.replace("FROM users", "FROM users, (SELECT 1 FROM users LIMIT 50)")
                                + "    maxRows: 1000\n");

        SmallWorld.Result result =
                world.run("call", "search-users", "{\"name\": \"%\", \"min_age\": 0}");
        JsonNode answer = json(result);

        assertThat(result.out().length()).isLessThan(20_000);
        assertThat(answer.path("returned").asInt()).isBetween(200, 1_000);
        assertThat(answer.path("to_see_more").asString())
                .isEqualTo(
                        "there are more rows than fit into an answer: ask with narrower arguments");
    }

    @Test
    void aToolsetMayNameItAndLeaveItOut() throws Exception {
        assertThat(
                        world(USERS_BY + "toolsets:\n  mine: [get_overview, users_by]\n")
                                .run("tools")
                                .code())
                .isZero();
        assertThat(world(USERS_BY + "toolsets:\n  mine: [users_buy]\n").run("tools").err())
                .contains("toolsets.mine: no tool \"users_buy\"; did you mean users_by?");
    }

    @Test
    void itsAnswerCanBeCited() throws Exception {
        fourUsers();
        SmallWorld world = world(TOOLBOX);
        String id =
                json(world.run("call", "search-users", "{\"name\": \"dan\", \"min_age\": 1}"))
                        .path("evidence_id")
                        .asString();
        SmallWorld.Result result =
                world.run(
                        "call",
                        "write_incident",
                        """
                        {"title": "Dan is gone", "severity": "SEV4", "verdict": "anomaly",
                         "summary": "Dan has the state gone and nobody else has.",
                         "cause": "cannot tell", "confidence": "unknown",
                         "claims": [{"text": "Dan is gone.", "evidence": ["%s"]}],
                         "evidence": [{"evidence_id": "%s", "quote": "gone"}],
                         "actions": [{"what": "Ask Dan where he went", "kind": "detect"}]}
                        """
                                .formatted(id, id));
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void whatIsNoFileOfOursIsUntouched() throws Exception {
        fourUsers();
        byte[] before = Files.readAllBytes(folder.resolve("users.db"));
        json(world(TOOLBOX).run("call", "search-users", "{\"name\": \"%\", \"min_age\": 1}"));
        assertThat(Files.readAllBytes(folder.resolve("users.db"))).isEqualTo(before);
        assertThat(Files.exists(folder.resolve("users.db-wal"))).isFalse();
    }
}

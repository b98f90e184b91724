package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.access.Scope;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.ToolDescription;
import dev.watchkeeper.tool.ToolReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What went wrong in other MCP servers behind their endpoint, in what a tool makes of its
/// arguments, against the tools as they are shipped. What concerns the endpoint is
/// [dev.watchkeeper.mcp.KnownVulnerabilitiesTest]'s; docs/security.md lists all.
class KnownMistakesTest {

    private static final String HIDDEN = "zebra-undeclared-7f3a";

    /// Arguments that are told apart by their names, so that a call gets as far as the sources.
    private static final Map<String, Object> MEANT =
            Map.of("stream", "rows", "metric", "orders", "queue", "jobs", "api", "mail");

    @TempDir private Path folder;
    private ScopedWorld world;
    private byte[] before = {};

    @BeforeEach
    void open() throws IOException, SQLException {
        world = new ScopedWorld(folder);
        try (Connection db =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db"));
                Statement statement = db.createStatement()) {
            statement.execute("CREATE TABLE hidden (word TEXT)");
            statement.execute("INSERT INTO hidden VALUES ('" + HIDDEN + "')");
        }
        before = Files.readAllBytes(folder.resolve("app.db"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    /// The SQLite reference server: SQL made of arguments, and what it planted stayed.
    @Test
    void sqliteReferenceServerAnArgumentIsAValueAndNeverSql() throws IOException {
        for (String text :
                List.of(
                        "' OR '1'='1",
                        "'; DROP TABLE log; --",
                        "x' UNION SELECT word FROM hidden --",
                        "x'||(SELECT word FROM hidden)||'",
                        "\") OR (SELECT word FROM hidden) --",
                        "1; ATTACH 'x.db' AS x",
                        "word",
                        "hidden.word",
                        "rows; SELECT * FROM hidden",
                        "x' AND load_extension('x') --",
                        "$.\"a' OR 1=1 --")) {
            everywhere(text)
                    .forEach(said ->
                            assertThat(said)
                                    .as(text)
                                    .doesNotContain(HIDDEN)
                                    .doesNotContainIgnoringCase(
                                            "syntax error", "sqlite", "no such column"));
        }
        assertThat(Files.readAllBytes(folder.resolve("app.db"))).isEqualTo(before);
    }

    /// The Postgres reference server: `COMMIT` ended the reading transaction, and what followed
    /// wrote.
    @Test
    void postgresReferenceServerASecondStatementIsRefusedBeforeAnyIsRun(@TempDir Path other)
            throws IOException {
        var small = new SmallWorld(other);
        for (String statement :
                List.of(
                        "SELECT 1; COMMIT; DROP TABLE event",
                        "SELECT 1; SELECT 2",
                        "SELECT 1 /* ; */; DELETE FROM event",
                        "BEGIN; SELECT 1",
                        "COMMIT",
                        "SELECT 1;;")) {
            Files.writeString(
                    other.resolve("tools.yaml"),
                    "sources:\n  db: {type: sqlite, path: \""
                            + folder.resolve("app.db")
                            + "\"}\ntools:\n  ask: {source: db, description: Asks., statement: \""
                            + statement
                            + "\"}\n");
            SmallWorld.Result result = small.run("call", "ask");
            assertThat(result.code()).as(statement).isNotZero();
            assertThat(result.out()).as(statement).isEmpty();
            assertThat(result.err()).as(statement).contains("statement");
        }
        assertThat(Files.readAllBytes(folder.resolve("app.db"))).isEqualTo(before);
    }

    /// mcp-k6: a tool took a path, and followed it.
    @Test
    void cve202689039NoToolTakesAPath(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret.log"), HIDDEN + "\n");
        Files.createSymbolicLink(folder.resolve("app.jsonl.1"), secret);
        for (ToolDescription tool : world.toolbox(Scope.EVERYTHING).list()) {
            assertThat(strings(tool))
                    .as(tool.name())
                    .doesNotContain("path", "file", "filename", "dir", "directory", "url", "uri");
        }
        for (String text :
                List.of(
                        secret.toString(),
                        "secret.log",
                        "../" + elsewhere.getFileName() + "/secret.log",
                        "app.jsonl.1",
                        "lines/../secret.log",
                        "file://" + secret,
                        "/proc/self/environ",
                        "/etc/passwd")) {
            everywhere(text)
                    .forEach(said ->
                            assertThat(said).as(text).doesNotContain(HIDDEN, "root:x:0", "HOME="));
        }
    }

    /// mcp-server-git: what was allowed was looked at when the server started, and not when it was
    /// called.
    @Test
    void cve202568143WhatIsAllowedIsLookedAtInEveryCall() {
        Scope all = Scope.EVERYTHING;
        Scope lines = ScopedWorld.streams("lines");
        Map<String, Object> asked = Map.of("stream", "rows", "limit", 2);
        Map<String, Object> seen = world.content(all, "query_logs", asked);
        assertThat(seen.get("next_cursor")).isNotNull();

        world.content(lines, "query_logs", Map.of("stream", "lines"));
        String refused = "there is no log stream \"rows\"; the only one is lines";
        var goingOn = new LinkedHashMap<>(asked);
        goingOn.put("cursor", seen.get("next_cursor"));
        for (Map<String, Object> call : List.of(asked, goingOn)) {
            assertThat(world.failure(lines, "query_logs", call))
                    .startsWith(refused.substring(0, 31));
        }
        String row = ref(seen);
        assertThat(world.failure(lines, "get_log_context", Map.of("stream", "rows", "ref", row)))
                .startsWith(refused.substring(0, 31));
        assertThat(world.failure(lines, "get_host_metrics", Map.of()))
                .startsWith("there is no tool \"get_host_metrics\"");
    }

    private static String ref(Map<String, Object> answer) {
        List<?> columns = (List<?>) answer.getOrDefault("columns", List.of());
        List<?> row = (List<?>) ((List<?>) answer.getOrDefault("rows", List.of())).getFirst();
        return String.valueOf(row.get(columns.indexOf("ref")));
    }

    /// mcp-server-kubernetes: an argument that began with a hyphen became an option.
    @Test
    void cve202661459NoArgumentBecomesAnOption() {
        for (String text :
                List.of("--file=/etc/passwd", "-D/", "-M", "--help", "-", "--", "-rf /", "@/etc")) {
            long children = ProcessHandle.current().descendants().count();
            everywhere(text)
                    .forEach(said ->
                            assertThat(said)
                                    .as(text)
                                    .doesNotContain("root:x:0", "usage:", "Usage:"));
            assertThat(ProcessHandle.current().descendants().count()).isEqualTo(children);
        }
    }

    /// Several servers that gave their arguments to `exec` (CVE-2025-54994 and others).
    @Test
    void cve202554994NoShellReadsWhatVaries() throws IOException {
        Path canary = folder.resolve("canary");
        for (String text :
                List.of(
                        "$(touch " + canary + ")",
                        "`touch " + canary + "`",
                        "; touch " + canary,
                        "| touch " + canary,
                        "&& touch " + canary,
                        "\ntouch " + canary + "\n",
                        "' ; touch " + canary + " ; '")) {
            everywhere(text);
        }
        assertThat(canary).doesNotExist();

        var starting = new ArrayList<String>();
        var shells = new ArrayList<String>();
        Pattern shell = Pattern.compile("\"(/[a-z/]*/)?(ba|da|z|k|c)?sh\"|\"cmd(\\.exe)?\"");
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                String name = String.valueOf(file.getFileName());
                String code = source.replaceAll("(?m)^ *///.*", "");
                if (code.contains("new ProcessBuilder(") || code.contains(".exec(")) {
                    starting.add(name);
                }
                if (source.contains("ProcessBuilder") && shell.matcher(source).find()) {
                    shells.add(name);
                }
            }
        }
        assertThat(starting)
                .containsExactlyInAnyOrder(
                        "NvidiaSmi.java",
                        "Isolation.java",
                        "Child.java",
                        "Program.java",
                        "OtherUser.java");
        // a signal to a group of processes, for which Java has no call
        assertThat(shells).containsExactly("Child.java");
        assertThat(Path.of("src/main/java/dev/watchkeeper/investigate/Child.java"))
                .content()
                .containsPattern("\"-c\",\\s+\"kill -s \\\\\"\\$1\\\\\" -- \\\\\"-\\$2\\\\\"\",");
    }

    /// What reads YAML and makes of a tag an object of that type; with the SDKs' JSON
    /// [dev.watchkeeper.mcp.KnownVulnerabilitiesTest] deals.
    @Test
    void cve202676404NoTagOfYamlMakesAnObject(@TempDir Path other) throws IOException {
        var small = new SmallWorld(other);
        for (String source :
                List.of(
                        "!!java.net.URL [\"http://127.0.0.1:1/\"]",
                        "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL"
                                + " [\"http://127.0.0.1:1/\"]]]]",
                        "!!java.io.FileOutputStream [\"" + other.resolve("canary") + "\"]")) {
            Files.writeString(other.resolve("tools.yaml"), "sources: {a: " + source + "}\n");
            SmallWorld.Result result = small.run("check");
            assertThat(result.code()).as(source).isNotZero();
            assertThat(result.err()).as(source).contains("tools.yaml").doesNotContain("\tat ");
        }
        assertThat(other.resolve("canary")).doesNotExist();
    }

    /// Every test that docs/security.md names is there, and it names every one of ours.
    @Test
    void theListOfKnownVulnerabilitiesIsWhole() throws Exception {
        var named = new ArrayList<String>();
        Pattern row = Pattern.compile("`([a-z.]+\\.[A-Z]\\w+)\\.(\\w+)`");
        for (String line : Files.readAllLines(Path.of("docs/security.md"))) {
            var matcher = row.matcher(line);
            while (line.startsWith("|") && matcher.find()) {
                Class<?> test = Class.forName("dev.watchkeeper." + matcher.group(1));
                assertThat(tests(test)).as(line).contains(matcher.group(2));
                named.add(test.getSimpleName() + "." + matcher.group(2));
            }
        }
        for (Class<?> test :
                List.of(
                        Class.forName("dev.watchkeeper.mcp.KnownVulnerabilitiesTest"),
                        KnownMistakesTest.class)) {
            assertThat(named)
                    .containsAll(
                            tests(test).stream()
                                    .filter(name -> !name.startsWith("theList"))
                                    .map(name -> test.getSimpleName() + "." + name)
                                    .toList());
        }
    }

    private static List<String> tests(Class<?> test) {
        return Arrays.stream(test.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName())
                .toList();
    }

    /// What every tool says when each of its arguments that is a text is this one.
    private List<String> everywhere(String text) {
        var said = new ArrayList<String>();
        for (ToolDescription tool : world.toolbox(Scope.EVERYTHING).list()) {
            // it looks at the whole machine, slowly, and has one argument that HostAttemptsTest
            // tries
            if (Set.of("get_host_metrics", "get_overview").contains(tool.name())) {
                continue;
            }
            for (String argument : strings(tool)) {
                var arguments = new LinkedHashMap<String, Object>();
                strings(tool).stream()
                        .filter(MEANT::containsKey)
                        .forEach(name -> arguments.put(name, MEANT.get(name)));
                if (tool.name().equals("query_events")) {
                    arguments.put("stream", "app");
                }
                arguments.put(argument, isList(tool, argument) ? List.of(text) : text);
                ToolReply reply =
                        world.toolbox(Scope.EVERYTHING)
                                .call(
                                        tool.name(),
                                        arguments,
                                        ScopedWorld.SOMEBODY,
                                        Deadline.after(Duration.ofSeconds(60)));
                said.add(
                        switch (reply) {
                            case ToolReply.Answer answer -> answer.content().toString();
                            case ToolReply.Failure failure -> failure.text();
                        });
                assertThat(said.getLast()).as(tool.name()).doesNotContain("internal error");
            }
        }
        return said;
    }

    private static List<String> strings(ToolDescription tool) {
        var names = new ArrayList<String>();
        properties(tool)
                .forEach((name, property) -> {
                    String type = type(property);
                    if (type.equals("string")
                            || (type.equals("array") && type(items(property)).equals("string"))) {
                        names.add(String.valueOf(name));
                    }
                });
        return names;
    }

    private static boolean isList(ToolDescription tool, String argument) {
        Object property = properties(tool).get(argument);
        return property != null && type(property).equals("array");
    }

    private static Map<?, ?> properties(ToolDescription tool) {
        return tool.inputSchema().get("properties") instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Object items(Object property) {
        Object items = property instanceof Map<?, ?> map ? map.get("items") : null;
        return items == null ? Map.of() : items;
    }

    private static String type(Object property) {
        return property instanceof Map<?, ?> map ? String.valueOf(map.get("type")) : "";
    }
}

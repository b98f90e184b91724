package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.config.ConfigReader;
import dev.watchkeeper.disclosure.redaction.MarkKey;
import dev.watchkeeper.disclosure.redaction.Redactor;
import dev.watchkeeper.mcp.HttpSettings;
import dev.watchkeeper.mcp.TestTls;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.workplace.Catalogs;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What the documents say is what happens: their commands are run on the demo's service, their
/// examples are loaded, their links are followed.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentationTest {

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern LISTED = Pattern.compile("^  ([a-z]+) {2,}", Pattern.MULTILINE);

    private static final Map<String, String> SECRETS =
            Map.of(
                    "NTFY_URL", "https://ntfy.sh/a-topic",
                    "DISCORD_WEBHOOK", "https://discord.com/api/webhooks/1/a-secret");

    /// What an example without sources of its own is put under.
    private static final String BEFORE_FRAGMENT =
            """
            sources:
              gateway-log: {type: jsonl, path: logs/gateway.jsonl}
            logs:
              gateway: {source: gateway-log}
            """;

    private Path temp = Path.of(".");
    private Reader reader = new Reader(Path.of("."));

    @BeforeAll
    void makeAWorld(@TempDir Path folder) throws Exception {
        temp = folder;
        reader = new Reader(temp);
        Reader.Ended demo = reader.run(List.of("demo", "--dir", reader.world().toString()), false);
        assertThat(demo.exitCode()).as(demo.said()).isEqualTo(ExitCode.FINE);
        Files.writeString(reader.world().resolve("disk.csv"), disk());
        TestTls.write(
                new HttpSettings.Tls(
                        reader.world().resolve("fullchain.pem"),
                        reader.world().resolve("privkey.pem")),
                TestTls.pair(temp, "EC"));
    }

    /// A disk that fills by a tenth a day and is full in a good day.
    private static String disk() {
        var csv = new StringBuilder("timestamp,used\n");
        Instant start = Instant.parse("2026-11-16T00:00:00Z");
        for (int quarter = 0; quarter < 6 * 96; quarter++) {
            double used = 28.05 + quarter / 9.6 + quarter % 7 / 10.0;
            csv.append(start.plus(Duration.ofMinutes(15L * quarter)))
                    .append(',')
                    .append(used)
                    .append('\n');
        }
        return csv.toString();
    }

    @AfterAll
    void giveBack() {
        reader.close();
    }

    @TestFactory
    Stream<DynamicTest> everyCommandEndsAsDocumented() throws IOException {
        return commands().stream()
                .filter(ShellCommand::isOurs)
                .map(command ->
                        DynamicTest.dynamicTest(
                                command.shown(),
                                () -> {
                                    Reader.Ended ended = reader.follow(command);
                                    assertThat(ended.exitCode())
                                            .as(ended.said())
                                            .isEqualTo(command.exitCode());
                                    assertThat(ended.said()).contains(command.output());
                                }));
    }

    @TestFactory
    Stream<DynamicTest> everyLineForClaudeIsTaken() throws IOException {
        return commands().stream()
                .filter(ShellCommand::addsToClaude)
                .map(command ->
                        DynamicTest.dynamicTest(
                                command.shown(),
                                () -> {
                                    int served = command.words().indexOf("--");
                                    if (served > 0) {
                                        theServerStarts(
                                                command.words()
                                                        .subList(
                                                                served + 2,
                                                                command.words().size()));
                                    } else {
                                        assertThat(command.words())
                                                .contains("http://127.0.0.1:7466/mcp");
                                        assertThat(reader.said("serve", "--help")).contains("7466");
                                    }
                                    reader.realClaudeTakes(command);
                                }));
    }

    @Test
    void theConfigurationForAProjectStartsTheServer() {
        var arguments = new ArrayList<String>();
        JsonMapper.shared()
                .readTree(Path.of("claude-config", "mcp.json"))
                .at("/mcpServers/watchkeeper/args")
                .forEach(argument -> arguments.add(argument.stringValue()));
        theServerStarts(arguments);
    }

    private void theServerStarts(List<String> arguments) {
        assertThat(arguments).contains("serve", "--stdio", "--config");
        Reader.Ended ended =
                reader.follow(new ShellCommand("", withProgram(arguments), 0, "", false));
        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(ExitCode.FINE);
    }

    private static List<String> withProgram(List<String> arguments) {
        return Stream.concat(Stream.of("watchkeeper"), arguments.stream()).toList();
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOfToolsYamlIsValid() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (Path file : Fence.documents()) {
            for (Fence fence : Fence.in(file)) {
                if (fence.language().equals("yaml")) {
                    String text =
                            fence.lines().contains("sources:")
                                    ? fence.text()
                                    : BEFORE_FRAGMENT + fence.text();
                    tests.add(
                            DynamicTest.dynamicTest(
                                    file.getFileName() + ":" + fence.line(), () -> opens(text)));
                }
            }
        }
        String sample = Files.readString(Path.of("tools.yaml"));
        tests.add(DynamicTest.dynamicTest("tools.yaml", () -> opens(sample)));
        tests.add(
                DynamicTest.dynamicTest(
                        "tools.yaml with all channels",
                        () -> opens(sample.replaceAll("# (phone|team):", "$1:"))));
        return tests.stream();
    }

    private void opens(String text) {
        assertThatCode(
                        () -> {
                            Path file = temp.resolve("tools.yaml");
                            var configuration =
                                    new ConfigReader(Workplace.vocabulary(), SECRETS)
                                            .read("the example", text, temp);
                            try (StateDatabase state = StateDatabase.open(temp.resolve("state"));
                                    Catalogs catalogs =
                                            Catalogs.open(
                                                    configuration,
                                                    InstantSource.system(),
                                                    file,
                                                    state,
                                                    level ->
                                                            Redactor.of(
                                                                    level,
                                                                    MarkKey.of(new byte[32]),
                                                                    List.of(),
                                                                    List.of()))) {
                                assertThat(catalogs.usual().streamNames()).isNotNull();
                            }
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void everyCommandOfTheHelpIsDocumented() throws IOException {
        String help = reader.said("--help");
        List<String> listed =
                LISTED.matcher(help.substring(help.indexOf("Commands:")))
                        .results()
                        .map(match -> match.group(1))
                        .filter(name -> !name.equals("help"))
                        .toList();
        var documents = new StringBuilder();
        for (Path file : Fence.documents()) {
            documents.append(Files.readString(file));
        }
        assertThat(listed)
                .hasSizeGreaterThan(8)
                .allSatisfy(name -> assertThat(documents).contains("watchkeeper " + name));
    }

    @Test
    void everyRelativeLinkArrives() throws IOException {
        var dead = new ArrayList<String>();
        var files = new ArrayList<>(Fence.documents());
        for (String more :
                List.of(
                        "ARCHITECTURE.md",
                        "CONTRIBUTING.md",
                        "CHANGELOG.md",
                        "claude-config/README.md")) {
            files.add(Path.of(more));
        }
        for (Path file : files) {
            LINK.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1).replaceFirst("#.*", ""))
                    .filter(link -> !link.isEmpty() && !link.matches("[a-z]+:.*"))
                    .filter(link -> !Files.exists(file.toAbsolutePath().resolveSibling(link)))
                    .forEach(link -> dead.add(file + ": " + link));
        }
        assertThat(dead).isEmpty();
    }

    private static List<ShellCommand> commands() throws IOException {
        var commands = new ArrayList<ShellCommand>();
        for (Path file : Fence.documents()) {
            for (Fence fence : Fence.in(file)) {
                commands.addAll(fence.commands());
            }
        }
        return commands;
    }
}

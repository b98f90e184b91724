package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.investigate.ScriptedModel;
import dev.watchkeeper.investigate.ScriptedModel.Turn;
import dev.watchkeeper.mcp.RealClients;
import dev.watchkeeper.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The plugin for Claude Code, in the real Claude Code with a scripted model: it is valid, it
/// connects, its skills reach the model and open our tools and nothing else.
@Tag("slow")
@Timeout(300)
final class PluginTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path PLUGIN = Path.of("claude-config");
    private static final String TOOL = "mcp__plugin_watchkeeper_watchkeeper__";
    private static final Pattern NAMED = Pattern.compile("`([a-z]+(?:_[a-z]+)+)`");

    @TempDir private Path folder;

    private static JsonNode read(Path file) throws IOException {
        return JSON.readTree(Files.readString(file));
    }

    private static List<String> skills() throws IOException {
        try (Stream<Path> folders = Files.list(PLUGIN.resolve("skills"))) {
            return folders.map(one -> String.valueOf(one.getFileName())).sorted().toList();
        }
    }

    private static String skill(String name) throws IOException {
        return Files.readString(PLUGIN.resolve("skills").resolve(name).resolve("SKILL.md"));
    }

    @Test
    void thePermissionsAllowExactlyOurTools() throws IOException {
        List<String> allowed =
                read(PLUGIN.resolve("permissions.json"))
                        .at("/permissions/allow")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList();

        assertThat(allowed)
                .containsExactlyElementsOf(
                        Stream.of(TOOL, "mcp__watchkeeper__")
                                .flatMap(prefix -> Tools.NAMES.stream().map(prefix::concat))
                                .toList());
    }

    @Test
    void eachSkillNamesOnlyToolsThatThereAreAndOpensThoseAlone() throws IOException {
        assertThat(skills()).containsExactly("explain", "health", "incident");
        for (String name : skills()) {
            String text = skill(name);
            assertThat(NAMED.matcher(text).results().map(found -> found.group(1)))
                    .as(name)
                    .filteredOn(word -> !word.equals("past_diagnoses"))
                    .isSubsetOf(Tools.NAMES);
            String opened =
                    text.lines()
                            .filter(line -> line.startsWith("allowed-tools:"))
                            .findFirst()
                            .orElse("");
            assertThat(opened.substring("allowed-tools: ".length()).split(", ", -1))
                    .as(name)
                    .containsExactlyElementsOf(
                            Tools.NAMES.stream()
                                    .filter(tool ->
                                            name.equals("incident")
                                                    || !tool.equals("write_incident"))
                                    .map(TOOL::concat)
                                    .toList());
        }
    }

    @Test
    void versionsAndNamesAgreeWithThoseOfTheProgram() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        var version = Pattern.compile("<version>([0-9.]+)(?:-SNAPSHOT)?</version>").matcher(pom);
        assertThat(version.find()).isTrue();
        JsonNode plugin = read(PLUGIN.resolve(".claude-plugin/plugin.json"));
        JsonNode market = read(Path.of(".claude-plugin/marketplace.json"));
        JsonNode server = read(Path.of("server.json"));

        assertThat(plugin.path("version").asString()).isEqualTo(version.group(1));
        assertThat(plugin.path("name").asString()).isEqualTo("watchkeeper");
        assertThat(market.at("/plugins/0/name").asString()).isEqualTo("watchkeeper");
        assertThat(market.at("/plugins/0/description")).isEqualTo(plugin.path("description"));
        assertThat(Path.of(market.at("/plugins/0/source").asString()).normalize())
                .isEqualTo(PLUGIN);
        // what the registry's schema of 2025-12-11 asks for
        assertThat(server.path("version").asString()).isEqualTo(version.group(1));
        assertThat(server.path("name").asString())
                .isEqualTo("dev.watchkeeper/watchkeeper")
                .matches("[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+");
        assertThat(pom).contains("<groupId>dev.watchkeeper</groupId>", "<name>Watchkeeper</name>");
        assertThat(server.path("title").asString()).isEqualTo("Watchkeeper");
        assertThat(server.path("description").asString()).hasSizeBetween(1, 100);
        assertThat(server.at("/remotes/0/type").asString()).isEqualTo("streamable-http");
        assertThat(server.at("/remotes/0/url").asString()).isEqualTo("https://{host}/mcp");
        assertThat(server.at("/remotes/0/variables").propertyNames()).containsExactly("host");
        assertThat(server.at("/remotes/0/headers/0/isSecret").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-config", "."})
    void claudeCodeFindsNothingWrongWithIt(String path) throws Exception {
        RealClients.Ended ended =
                new RealClients(folder)
                        .run(
                                List.of(
                                        RealClients.claude(),
                                        "plugin",
                                        "validate",
                                        "--strict",
                                        Path.of(path).toAbsolutePath().normalize().toString()));

        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("✔ Validation passed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain", "health", "incident"})
    void theSkillReachesTheModelAndOpensOurToolsAlone(String name) throws Exception {
        String claude = RealClients.claude();
        SmallWorld world =
                new SmallWorld(Files.createDirectory(folder.resolve("world")))
                        .configured()
                        .failing();
        Path home = Files.createDirectory(folder.resolve("home"));
        Path canary = folder.resolve("canary");
        var environment = new HashMap<String, String>();
        environment.put("WATCHKEEPER_COMMAND", program(world).toString());
        environment.put("WATCHKEEPER_CONFIG", world.folder.resolve("tools.yaml").toString());
        environment.put("ENABLE_TOOL_SEARCH", "false");
        environment.put("ANTHROPIC_API_KEY", "secret-key-of-the-test");
        try (var model =
                ScriptedModel.start(
                        Turn.calls(TOOL + "get_overview", Map.of("within", "1h")),
                        Turn.calls(TOOL + "find_log_patterns", Map.of("stream", "app")),
                        Turn.calls(
                                "Bash",
                                Map.of("command", "touch " + canary, "description", "touch")),
                        Turn.says("The ledger rejects charges since 11:55."))) {
            environment.put("ANTHROPIC_BASE_URL", model.address().toString());
            RealClients.Ended ended =
                    new RealClients(home)
                            .run(
                                    List.of(
                                            claude,
                                            "--plugin-dir",
                                            PLUGIN.toAbsolutePath().toString(),
                                            "--permission-mode",
                                            "dontAsk",
                                            "--max-turns",
                                            "8",
                                            "-p",
                                            "/watchkeeper:" + name + " since the deploy"),
                                    environment);

            assertThat(ended.said()).contains("The ledger rejects charges since 11:55.");
            assertThat(model.messages()).as(ended.said()).hasSize(4);
            String told = model.messages().getFirst().json().path("messages").toString();
            for (String line : skill(name).replaceFirst("(?s)^---.*?---\n", "").lines().toList()) {
                String expected = line.replace("$ARGUMENTS", "since the deploy");
                assertThat(told)
                        .contains(
                                JSON.writeValueAsString(expected.strip())
                                        .replaceAll("^\"|\"$", ""));
            }
            assertThat(ours(model))
                    .containsExactlyElementsOf(
                            Tools.NAMES.stream().map(TOOL::concat).sorted().toList());
            String results = ScriptedModel.toolResults(model.messages().getLast().json());
            assertThat(results).contains("evidence_id", "ledger rejected the charge");
            assertThat(canary).doesNotExist();
        }
        assertThat(calls(world)).containsExactly("get_overview", "find_log_patterns");
    }

    /// The program as a package would install it.
    private Path program(SmallWorld world) throws IOException {
        var words = new ArrayList<String>();
        words.add("exec");
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
        words.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        words.add(Main.class.getName());
        words.add("\"$@\"");
        words.addAll(
                List.of("--state", world.state().toString(), "--now", SmallWorld.NOW.toString()));
        Path script = folder.resolve("watchkeeper");
        Files.writeString(script, "#!/bin/sh\n" + String.join(" ", words) + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    /// Those of our tools that the model is offered.
    private static List<String> ours(ScriptedModel model) {
        return model.messages()
                .getFirst()
                .json()
                .path("tools")
                .valueStream()
                .map(tool -> tool.path("name").asString())
                .filter(name -> name.startsWith("mcp__"))
                .toList();
    }

    /// The tools that were called, as the audit has them.
    private static List<String> calls(SmallWorld world) {
        return world.run("audit", "--json")
                .out()
                .lines()
                .map(line -> JSON.readTree(line).path("tool").asString(""))
                .filter(tool -> !tool.isEmpty())
                .toList();
    }
}

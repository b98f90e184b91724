package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.access.Found;
import dev.watchkeeper.access.TokenStore;
import dev.watchkeeper.mcp.RealClients;
import dev.watchkeeper.state.StateDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tokens from where they are made: what is printed, what it opens, and what mistakes are told.
final class TokensCommandTest {

    private static final String SECRET = "wk_[0-9A-Za-z]{49}";

    private final Path folder;
    private final SmallWorld world;

    TokensCommandTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.world =
                new SmallWorld(folder)
                        .configured("toolsets:\n  reading: [get_overview, query_logs]\n");
    }

    private SmallWorld.Result tokens(String... arguments) {
        var all = new ArrayList<>(List.of("tokens"));
        all.addAll(List.of(arguments));
        all.addAll(world.options());
        return world.plain(all.toArray(String[]::new));
    }

    private Found find(String secret) {
        try (var state = StateDatabase.open(world.state())) {
            return new TokenStore(state, InstantSource.fixed(SmallWorld.NOW), Runnable::run)
                    .find(secret);
        }
    }

    @Test
    void aTokenIsPrintedOnceWithTheLineThatConnects() {
        SmallWorld.Result result = tokens("add", "anna", "--stream", "app", "--look-back", "24h");

        assertThat(result.code()).isZero();
        assertThat(result.out().replaceAll(SECRET, "SECRET"))
                .isEqualTo(
                        """
                        SECRET
                        claude mcp add --transport http watchkeeper http://127.0.0.1:7466/mcp --header "Authorization: Bearer SECRET"
                        {
                          "mcpServers" : {
                            "watchkeeper" : {
                              "type" : "http",
                              "url" : "http://127.0.0.1:7466/mcp",
                              "headers" : {
                                "Authorization" : "Bearer ${WATCHKEEPER_TOKEN}"
                              }
                            }
                          }
                        }
                        """);
        assertThat(result.err())
                .isEqualTo(
                        """
                        anna sees app, 1d back, reading only; expires on 2026-06-09. Its pre-shared bearer token, shown this once:
                        To connect Claude Code, paste:
                        Or, with the token in the environment variable WATCHKEEPER_TOKEN, in the .mcp.json of a project:
                        It opens watchkeeper serve --http, with the same --state.
                        """);
        assertThat(find(result.out().lines().findFirst().orElseThrow()))
                .isInstanceOf(Found.Valid.class);
    }

    @Test
    void allThatNarrowsIsKeptAndListed() {
        tokens(
                "add",
                "anna",
                "--source",
                "host,app",
                "--toolset",
                "reading",
                "--redaction",
                "personal",
                "--calls-per-minute",
                "20",
                "--expires",
                "never");
        tokens("add", "ben", "--stream", "app", "--tool", "query_logs", "--write-incident");
        tokens("add", "ci", "--everything", "--expires", "1s");
        tokens("revoke", "ci");

        assertThat(tokens("list").out())
                .isEqualTo(
                        """
                        NAME  STATE    SEES                     BACK  TOOLS                       WRITES  EXPIRES     LAST USED
                        anna  valid    all of host, all of app  all   reading                     no      never       never
                        ben   valid    app                      all   query_logs, write_incident  yes     2026-06-09  never
                        ci    revoked  everything               all   all                         no      2026-03-11  never
                        """);
        JsonNode anna =
                JsonMapper.shared()
                        .readTree(tokens("list", "--json").out().lines().findFirst().orElseThrow());
        assertThat(anna.path("scope").toString())
                .isEqualTo(
                        "{\"toolset\":\"reading\",\"sources\":[\"host\",\"app\"],\"redaction\":"
                                + "\"personal\",\"calls_per_minute\":20,\"write_incident\":false}");
    }

    @Test
    void theSecretIsNowhereButInWhatIsPrintedOnce() throws IOException {
        String secret = tokens("add", "anna", "--everything").out().lines().findFirst().orElse("");

        assertThat(tokens("list").out() + tokens("list", "--json").out()).doesNotContain(secret);
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readAllBytes(file)).asString().doesNotContain(secret);
            }
        }
    }

    @Test
    void aRevokedTokenOpensNothing() {
        String secret = tokens("add", "anna", "--everything").out().lines().findFirst().orElse("");

        SmallWorld.Result result = tokens("revoke", "anna");

        assertThat(result)
                .isEqualTo(
                        new SmallWorld.Result(
                                0, "", "The token anna opens nothing from now on.\n"));
        assertThat(find(secret)).isEqualTo(new Found.Invalid(Found.Reason.REVOKED, "anna"));
    }

    @Test
    void revokingNeedsNoToolsYamlThatIsValid() throws IOException {
        tokens("add", "anna", "--everything");
        Files.writeString(folder.resolve("tools.yaml"), "nonsense");

        assertThat(tokens("revoke", "anna").code()).isZero();
    }

    @Test
    void aRotatedTokenKeepsItsScope() {
        String first =
                tokens("add", "anna", "--stream", "app").out().lines().findFirst().orElse("");

        String second =
                tokens("rotate", "anna", "--grace", "1h", "--quiet")
                        .out()
                        .lines()
                        .findFirst()
                        .orElse("");

        assertThat(second).matches(SECRET).isNotEqualTo(first);
        assertThat(find(first)).isInstanceOf(Found.Valid.class);
        assertThat(find(second)).isInstanceOf(Found.Valid.class);
        assertThat(tokens("list").out())
                .contains(
                        "anna  valid  app   all   all    no      2026-06-09 (old one 2026-03-11 13:15)  ");
    }

    @Test
    void aScriptGetsJson() {
        JsonNode json =
                JsonMapper.shared()
                        .readTree(
                                tokens(
                                                "add",
                                                "anna",
                                                "--everything",
                                                "--json",
                                                "--url",
                                                "https://ops.example.org/mcp")
                                        .out());

        assertThat(json.path("token").asString()).matches(SECRET);
        assertThat(json.path("expires").asString()).isEqualTo("2026-06-09T12:15:00Z");
        assertThat(json.path("claude").asString())
                .isEqualTo(
                        "claude mcp add --transport http watchkeeper https://ops.example.org/mcp"
                                + " --header \"Authorization: Bearer "
                                + json.path("token").asString()
                                + "\"");
    }

    @Test
    void theFirstOfTheHostsIsWhereTheServerIs() throws IOException {
        world.configured("access: {hosts: [ops.example.org]}\n");

        assertThat(tokens("add", "anna", "--everything").out())
                .contains(" watchkeeper https://ops.example.org/mcp --header ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    add anna | say what "anna" sees: --stream (app), --source (app, host) or --everything
                    add anna --everything --stream app | --everything leaves nothing for --stream and --source to narrow; give one or the other
                    add anna --stream ap --tool query_log | no tool "query_log"; did you mean query_logs?; no stream "ap"; did you mean app?
                    add anna --everything --toolset raeding | no toolset "raeding"; did you mean reading?
                    add anna --everything --toolset reading --write-incident | write_incident is true, but write_incident is not in the toolset reading
                    add anna --everything --tool write_incident | --tool write_incident needs --write-incident: it writes
                    add anna --everything --look-back yesterday | --look-back: expected a time such as 90m, 24h or 7d, got "yesterday"
                    add anna --everything --calls-per-minute 0 | --calls-per-minute must be between 1 and 10000, got 0
                    add anna --everything --expires 0d | --expires must be at least 1s, got "0d"
                    add anna --everything --expires 99999d | --expires must be at most 3650d, or never; got "99999d"
                    add anna --everything --url http://ops.example.org/mcp | --url: over http the token could be read on the way; use https, or forward the port with ssh and give http://127.0.0.1:PORT/mcp
                    add anna --everything --url https://x/$(id) | --url: expected a URL such as https://ops.example.org/mcp, got "https://x/$(id)"
                    add Anna --everything | the name "Anna" must be at most 40 lower-case letters, digits, - and _, beginning with a letter or digit
                    add ben --everything | there is a token ben already; give another name, or see: watchkeeper tokens rotate ben, watchkeeper tokens revoke ben
                    revoke bne | no token "bne"; did you mean ben?
                    revoke ci | the token ci is revoked already
                    rotate ci | the token ci is revoked already
                    rotate bne | no token "bne"; did you mean ben?
                    """)
    void mistakesAreToldInOneSentence(String line, String message) {
        tokens("add", "ben", "--everything");
        tokens("add", "ci", "--everything");
        tokens("revoke", "ci");

        assertThat(tokens(line.split(" ", -1)))
                .isEqualTo(new SmallWorld.Result(2, "", message + "\n"));
    }

    @Test
    void withoutTokensTheListSaysHowToMakeOne() {
        assertThat(tokens("list"))
                .isEqualTo(
                        new SmallWorld.Result(
                                0,
                                "",
                                "No tokens. Make one with: watchkeeper tokens add NAME --stream"
                                        + " STREAM\n"));
    }

    @Test
    void theHelpCallsThemWhatTheyAre() {
        assertThat(world.plain("tokens").out())
                .contains("pre-shared bearer tokens", "add", "list", "rotate", "revoke")
                .doesNotContain("OAuth");
        assertThat(world.plain("tokens", "add", "--help").out())
                .contains("pre-shared bearer token");
    }

    /// The line goes through a shell, as it does when somebody pastes it.
    @Test
    @Tag("slow")
    void realClaudeCodeTakesTheLineAsPasted() throws Exception {
        String line =
                tokens("add", "anna", "--everything").out().lines().skip(1).findFirst().orElse("");
        var clients = new RealClients(Files.createDirectories(folder.resolve("claude")));
        String claude = RealClients.claude();

        RealClients.Ended added =
                clients.run(List.of("sh", "-c", line.replaceFirst("^claude ", claude + " ")));
        RealClients.Ended shown = clients.run(List.of(claude, "mcp", "get", "watchkeeper"));

        assertThat(added.code()).as(added.said()).isZero();
        assertThat(shown.said())
                .contains("http://127.0.0.1:7466/mcp")
                .contains("Authorization: Bearer");
    }
}

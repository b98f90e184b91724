package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.tool.Session;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EarlyServerTest {

    private static final String INITIALIZE =
            Rpc.request(1, "initialize", "{\"protocolVersion\":\"2025-06-18\"}");
    private static final String INITIALIZED =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":"
                    + "{\"tools\":{\"listChanged\":false}},\"serverInfo\":{\"name\":\"watchkeeper\",\"title\":"
                    + "\"Watchkeeper\",\"version\":\"1.2.3\"},\"instructions\":\"Look at the overview first.\"}}";
    private static final String LIST = Rpc.request(2, "tools/list", "{}");
    private static final String WHY = "tools.yaml has 1 problem";
    private static final Session SESSION = new Session("s1", "local");

    private OutputStream toServer;
    private InputStream input;
    private OutputStream output;
    private BufferedReader fromServer;

    @BeforeEach
    void pipes() throws IOException {
        var in = Pipe.open();
        var out = Pipe.open();
        toServer = Channels.newOutputStream(in.sink());
        input = Channels.newInputStream(in.source());
        output = Channels.newOutputStream(out.sink());
        fromServer =
                new BufferedReader(
                        new InputStreamReader(
                                Channels.newInputStream(out.source()), StandardCharsets.UTF_8));
    }

    @AfterEach
    void hangUp() throws IOException {
        toServer.close();
    }

    @Test
    void whatNeedsNoToolsIsAnsweredBeforeThereAreAny() throws Exception {
        begin(input);

        assertThat(ask(Rpc.request("\"d\"", "server/discover", "{}")))
                .isEqualTo(Rpc.error("\"d\"", -32601, "method server/discover is not supported"));
        assertThat(ask(INITIALIZE)).isEqualTo(INITIALIZED);
        assertThat(ask(Rpc.request(7, "ping", "{}")))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}");
        assertThat(ask("nonsense")).isEqualTo(Rpc.error("null", -32700, "the message is not JSON"));
    }

    @Test
    void whatNeedsToolsWaitsAndIsAnsweredInItsOrder() throws Exception {
        EarlyServer server = begin(input);
        send(LIST);
        send(Rpc.call(3, "echo", "{\"a\":1}"));

        var served = serving(server);

        assertThat(fromServer.readLine()).startsWith("{\"jsonrpc\":\"2.0\",\"id\":2,");
        assertThat(fromServer.readLine()).contains("\"id\":3,").contains("\"session\":\"s1\"");
        toServer.close();
        served.get(10, TimeUnit.SECONDS);
    }

    @Test
    void whyThereAreNoToolsIsToldToWhoeverWaits() throws Exception {
        EarlyServer server = begin(input);
        assertThat(ask(INITIALIZE)).isEqualTo(INITIALIZED);
        send(LIST);

        server.fail(WHY);

        assertThat(fromServer.readLine()).isEqualTo(Rpc.error("2", -32603, WHY));
    }

    @Test
    void whoBeginsAfterTheFailureIsToldWhyAndNotThatAllIsWell() throws Exception {
        var server = new StdioServer("", TestTools.settings(), input, output);
        server.fail(WHY, Duration.ZERO);
        var ran = running(server);

        // A client looks for the newer protocol first; that alone tells it nothing.
        assertThat(ask(Rpc.request(0, "server/discover", "{}"))).contains("-32601");
        assertThat(ask(INITIALIZE)).isEqualTo(Rpc.error("1", -32603, WHY));

        toServer.close();
        ran.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aClientThatHasGoneIsNotWaitedFor() throws Exception {
        var server = new StdioServer("", TestTools.settings(), input, output);
        var failed = failing(server, Duration.ofMinutes(1));
        var ran = running(server);

        toServer.close();

        failed.get(10, TimeUnit.SECONDS);
        ran.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aClientThatAsksNothingIsNotWaitedForLong() throws Exception {
        var server = new StdioServer("", TestTools.settings(), input, output);
        var _ = running(server);

        failing(server, Duration.ofMillis(1)).get(10, TimeUnit.SECONDS);
    }

    @Test
    void aFailureAfterTheToolsAreThereChangesNothing() throws Exception {
        var server = new StdioServer(new TestTools(), TestTools.settings(), SESSION, input, output);
        var _ = running(server);

        failing(server, Duration.ofMinutes(1)).get(10, TimeUnit.SECONDS);

        assertThat(ask(INITIALIZE)).isEqualTo(INITIALIZED);
        assertThat(ask(LIST)).contains("\"name\":\"echo\"");
    }

    @Test
    void theEndOfTheInputEndsIt() throws Exception {
        var nothing = new ByteArrayInputStream(new byte[0]);

        begin(nothing).serve(new TestTools(), SESSION);
    }

    @Test
    void anInputThatCannotBeReadIsTold() {
        EarlyServer server =
                begin(
                        new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("Input/output error");
                            }

                            @Override
                            public int read(byte[] to, int from, int length) throws IOException {
                                return read();
                            }
                        });

        assertThatThrownBy(() -> server.serve(new TestTools(), SESSION))
                .isInstanceOf(IOException.class)
                .hasMessage("Input/output error");
    }

    private EarlyServer begin(InputStream in) {
        return EarlyServer.begin(new TestTools().instructions(), TestTools.settings(), in, output);
    }

    private static CompletableFuture<Void> serving(EarlyServer server) {
        return inBackground(() -> server.serve(new TestTools(), SESSION));
    }

    private static CompletableFuture<Void> running(StdioServer server) {
        return inBackground(server::run);
    }

    private static CompletableFuture<Void> failing(StdioServer server, Duration patience) {
        return inBackground(() -> server.fail(WHY, patience));
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static CompletableFuture<Void> inBackground(Work work) {
        var done = new CompletableFuture<Void>();
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        work.run();
                        done.complete(null);
                    } catch (IOException | InterruptedException | RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                });
        return done;
    }

    private void send(String line) throws IOException {
        toServer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        toServer.flush();
    }

    private String ask(String line) throws IOException {
        send(line);
        return String.valueOf(fromServer.readLine());
    }
}

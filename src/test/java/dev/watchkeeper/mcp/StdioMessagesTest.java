package dev.watchkeeper.mcp;

import static dev.watchkeeper.mcp.Rpc.error;
import static dev.watchkeeper.mcp.Rpc.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tool.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a client may send, and what not, and how each is answered.
@Timeout(30)
class StdioMessagesTest {

    private static final String PING = request(7, "ping", "{}");
    private static final String PONG = "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}";

    @Test
    void aMalformedLineIsAnsweredAndTheServerGoesOn() throws Exception {
        try (var stdio = new StdioSession(new TestTools())) {
            assertThat(stdio.ask("{\"jsonrpc\":"))
                    .isEqualTo(error("null", -32700, "the message is not JSON"));
            assertThat(stdio.ask(PING)).isEqualTo(PONG);
        }
    }

    @Test
    void whatIsNotStrictJsonIsRefused() throws Exception {
        String notJson = error("null", -32700, "the message is not JSON");
        try (var stdio = new StdioSession(new TestTools())) {
            assertThat(stdio.ask(PING + " trailing")).isEqualTo(notJson);
            assertThat(stdio.ask(PING + PING)).isEqualTo(notJson);
            assertThat(stdio.ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"}"))
                    .isEqualTo(notJson);
            assertThat(stdio.ask("\uFEFF" + PING)).isEqualTo(notJson);
            stdio.sendBytes(new byte[] {'{', '"', (byte) 0xC3, '"', '\n'});
            assertThat(stdio.receive())
                    .isEqualTo(error("null", -32700, "the message is not UTF-8"));
            assertThat(stdio.ask("[".repeat(100_000)))
                    .isEqualTo(
                            error(
                                    "null",
                                    -32600,
                                    "the message is nested too deeply or holds too many or too long values"));
            assertThat(stdio.ask(PING)).isEqualTo(PONG);
        }
    }

    @Test
    void everyTruncationOfARequestIsAnsweredAndTheServerGoesOn() throws Exception {
        try (var stdio = new StdioSession(new TestTools())) {
            for (int length = 1; length < PING.length(); length++) {
                assertThat(stdio.ask(PING.substring(0, length)))
                        .isEqualTo(error("null", -32700, "the message is not JSON"));
            }
            assertThat(stdio.ask(PING)).isEqualTo(PONG);
        }
    }

    @Test
    void emptyLinesAreIgnored() throws Exception {
        try (var stdio = new StdioSession(new TestTools())) {
            stdio.send("");
            stdio.send("  \t\r");
            assertThat(stdio.ask(PING + "\r")).isEqualTo(PONG);
        }
    }

    @Test
    void whatIsJsonButNoRequestIsRefused() throws Exception {
        String noBatch = "a message is one JSON object; batches are not supported";
        String badId = "id must be a string of at most 256 characters or an integer below 2^53";
        try (var stdio = new StdioSession(new TestTools())) {
            assertThat(stdio.ask("[" + PING + "]")).isEqualTo(error("null", -32600, noBatch));
            assertThat(stdio.ask("[]")).isEqualTo(error("null", -32600, noBatch));
            assertThat(stdio.ask("null")).isEqualTo(error("null", -32600, noBatch));
            assertThat(stdio.ask("\"x\"")).isEqualTo(error("null", -32600, noBatch));
            assertThat(stdio.ask("{\"foo\":1}"))
                    .isEqualTo(error("null", -32600, "jsonrpc must be \\\"2.0\\\""));
            assertThat(stdio.ask("{\"jsonrpc\":\"1.0\",\"id\":3,\"method\":\"ping\"}"))
                    .isEqualTo(error("3", -32600, "jsonrpc must be \\\"2.0\\\""));
            for (String id :
                    List.of(
                            "null",
                            "true",
                            "1.5",
                            "[1]",
                            "9007199254740993",
                            "1180591620717411303424")) {
                assertThat(stdio.ask("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}"))
                        .isEqualTo(error("null", -32600, badId));
            }
            assertThat(stdio.ask(request("\"" + "x".repeat(100_000) + "\"", "ping", "{}")))
                    .isEqualTo(error("null", -32600, badId));
            assertThat(stdio.ask("{\"jsonrpc\":\"2.0\",\"id\":3,\"Method\":\"ping\"}"))
                    .isEqualTo(
                            error(
                                    "3",
                                    -32600,
                                    "keys are spelt exactly: jsonrpc, id, method, params, name, arguments"));
            assertThat(stdio.ask("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":5}"))
                    .isEqualTo(error("3", -32600, "method must be a string"));
            assertThat(stdio.ask(request(3, "ping", "[]")))
                    .isEqualTo(error("3", -32602, "params must be an object"));
        }
    }

    @Test
    void theIdComesBackAsItWas() throws Exception {
        try (var stdio = new StdioSession(new TestTools())) {
            assertThat(stdio.ask(request("\"a-ä\"", "ping", "{}")))
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":\"a-ä\",\"result\":{}}");
            assertThat(stdio.ask(request("9007199254740991", "ping", "{}")))
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":9007199254740991,\"result\":{}}");
            assertThat(stdio.ask(request("-1", "ping", "null")))
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":-1,\"result\":{}}");
        }
    }

    @Test
    void theNewerProtocolsFirstQuestionIsAnsweredAtOnceSoThatTheClientFallsBack() throws Exception {
        try (var stdio = new StdioSession(new TestTools())) {
            assertThat(stdio.ask(request(0, "server/discover", "{}")))
                    .isEqualTo(error("0", -32601, "method server/discover is not supported"));
        }
    }

    @Test
    void anUnknownMethodIsRepeatedShortAndPrintable() throws Exception {
        try (var stdio = new StdioSession(new TestTools())) {
            assertThat(stdio.ask(request(1, "a\\u001b[31m" + "b".repeat(200), "{}")))
                    .isEqualTo(
                            error(
                                    "1",
                                    -32601,
                                    "method a?[31m" + "b".repeat(74) + "… is not supported"));
        }
    }

    @Test
    void unknownNotificationsAndAnswersOfTheClientAreIgnored() throws Exception {
        try (var stdio = new StdioSession(new TestTools())) {
            stdio.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
            stdio.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/whatever\",\"params\":{}}");
            stdio.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}");
            stdio.send(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":99}}");
            stdio.send("{\"jsonrpc\":\"2.0\",\"id\":4,\"result\":{}}");
            assertThat(stdio.ask(PING)).isEqualTo(PONG);
        }
    }

    @Test
    void aLineOverFourMegabytesIsSkippedAndAnswered() throws Exception {
        try (var stdio = new StdioSession(new TestTools())) {
            byte[] part = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 5; i++) {
                stdio.sendBytes(part);
            }
            stdio.send("");
            assertThat(stdio.receive())
                    .isEqualTo(error("null", -32600, "a message may have at most 4 MB"));
            assertThat(stdio.ask(PING)).isEqualTo(PONG);
        }
    }

    @Test
    void aLineLargerThanAnyHeapIsSkippedToo() throws Exception {
        var out = new ByteArrayOutputStream();
        serve(new Repeated((byte) 'x', 3L << 30), out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(error("null", -32600, "a message may have at most 4 MB") + "\n");
    }

    @Test
    void anythingInInitializeButTheVersionMayBeOfAnyShape() throws Exception {
        try (var stdio = new StdioSession(new TestTools())) {
            assertThat(
                            stdio.ask(
                                    request(
                                            1,
                                            "initialize",
                                            "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":5,\"clientInfo\":[]}")))
                    .contains("\"protocolVersion\":\"2025-06-18\"");
            assertThat(stdio.ask(request(1, "initialize", "{\"protocolVersion\":\"2026-07-28\"}")))
                    .contains("\"protocolVersion\":\"2025-11-25\"");
        }
    }

    @Test
    void aClientThatStopsReadingEndsTheServer() throws Exception {
        var broken =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        var log = new ByteArrayOutputStream();
        new StdioServer(
                        new TestTools(),
                        TestTools.settings(new PrintStream(log, true, StandardCharsets.UTF_8)),
                        new Session("s1", "local"),
                        new ByteArrayInputStream(
                                (PING + "\n" + PING + "\n").getBytes(StandardCharsets.UTF_8)),
                        broken)
                .run();
        assertThat(log.toString(StandardCharsets.UTF_8))
                .isEqualTo("watchkeeper: the client closed its end: Broken pipe\n");
    }

    private static void serve(InputStream in, OutputStream out) throws Exception {
        serve(new TestTools(), in, out);
    }

    private static void serve(TestTools tools, InputStream in, OutputStream out) throws Exception {
        new StdioServer(tools, TestTools.settings(), new Session("s1", "local"), in, out).run();
    }

    /// The same byte, many times.
    private static final class Repeated extends InputStream {

        private final byte value;
        private long left;

        Repeated(byte value, long count) {
            this.value = value;
            this.left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? value : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int count = (int) Math.min(left, length);
            java.util.Arrays.fill(bytes, offset, offset + count, value);
            left -= count;
            return count == 0 ? -1 : count;
        }
    }
}

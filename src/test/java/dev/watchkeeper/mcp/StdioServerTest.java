package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tool.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StdioServerTest {

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
                                    "the message is nested too deeply or holds too long a value"));
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
                    .isEqualTo(error("3", -32600, "method must be a string"));
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
    void requestsBeforeInitializeAreAnswered() throws Exception {
        try (var stdio = new StdioSession(new TestTools())) {
            assertThat(stdio.ask(request(1, "tools/list", "{}"))).contains("\"name\":\"echo\"");
            assertThat(stdio.ask(call(2, "echo", "{}"))).contains("\"isError\":false");
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
    void aLineOfAGigabyteCostsNoMemory() throws Exception {
        var out = new ByteArrayOutputStream();
        long before = used();
        serve(new Repeated((byte) 'x', 1L << 30), out);
        assertThat(used() - before).isLessThan(64L << 20);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(error("null", -32600, "a message may have at most 4 MB") + "\n");
    }

    @Test
    void aMessageOfTwoMegabytesIsAnsweredWhole() throws Exception {
        String values = "[" + "\"0123456789\",".repeat(150_000) + "0]";
        try (var stdio = new StdioSession(new TestTools())) {
            assertThat(stdio.ask(call(1, "echo", "{\"values\":" + values + "}")))
                    .contains("\"arguments\":{\"values\":" + values + "}")
                    .endsWith("}");
        }
    }

    @Test
    void aCancelledCallIsStoppedAndNotAnswered() throws Exception {
        var tools = new TestTools();
        try (var stdio = new StdioSession(tools)) {
            stdio.send(call(1, "wait", "{}"));
            assertThat(tools.started().await(5, TimeUnit.SECONDS)).isTrue();
            stdio.send(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1,\"reason\":\"enough\"}}");
            assertThat(tools.stopped().await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(stdio.ask(PING)).isEqualTo(PONG);
            assertThat(stdio.end()).isEmpty();
        }
    }

    @Test
    void anIdInFlightIsNotTakenTwice() throws Exception {
        var tools = new TestTools();
        try (var stdio = new StdioSession(tools)) {
            stdio.send(call(1, "wait", "{}"));
            assertThat(stdio.ask(call(1, "echo", "{}")))
                    .isEqualTo(error("1", -32600, "a request with this id is still running"));
            tools.release().countDown();
            assertThat(stdio.receive()).contains("\"waited\":true");
        }
    }

    @Test
    void callsRunInParallelAndMoreThanMayRunWaitForTheirTurn() throws Exception {
        var tools = new TestTools(100);
        try (var stdio = new StdioSession(tools)) {
            for (int id = 0; id < 100; id++) {
                stdio.send(call(id, "wait", "{}"));
            }
            while (tools.started().getCount() > 68) {
                Thread.onSpinWait();
            }
            assertThat(stdio.ask(request(200, "ping", "{}"))).contains("\"id\":200");
            assertThat(tools.started().getCount()).isEqualTo(68);
            tools.release().countDown();
            var ids = new ArrayList<String>();
            for (int id = 0; id < 100; id++) {
                ids.add(stdio.receive().replaceAll(".*\"id\":(\\d+).*", "$1"));
            }
            assertThat(ids).doesNotHaveDuplicates().hasSize(100);
        }
    }

    @Test
    void whatIsInFlightAtTheEndOfInputIsAnswered() throws Exception {
        var tools = new TestTools();
        var out = new ByteArrayOutputStream();
        Thread.ofVirtual().start(() -> releaseOnceStarted(tools));
        serve(
                tools,
                new ByteArrayInputStream(call(1, "wait", "{}").getBytes(StandardCharsets.UTF_8)),
                out);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"id\":1", "\"waited\":true");
    }

    @Test
    void aCallOutOfTimeIsAnsweredByItsTool() throws Exception {
        var settings = new ServerSettings("1", Duration.ofMillis(50), System.err);
        try (var stdio = new StdioSession(new TestTools(), settings)) {
            assertThat(stdio.ask(call(1, "wait", "{}"))).isEqualTo(failure(1, "out of time"));
        }
    }

    @Test
    @Tag("slow")
    void aToolThatIgnoresItsDeadlineIsInterruptedAndLeftBehind() throws Exception {
        var settings = new ServerSettings("1", Duration.ofSeconds(1), System.err);
        var tools = new TestTools();
        try (var stdio = new StdioSession(tools, settings)) {
            assertThat(stdio.ask(call(1, "wait", "{\"deaf\":true}")))
                    .isEqualTo(
                            failure(
                                    1,
                                    "wait did not answer within 1 s; ask for less, such as a shorter time range"));
            assertThat(tools.stopped().await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aFailureIsAResultForTheModel() throws Exception {
        try (var stdio = new StdioSession(new TestTools())) {
            assertThat(stdio.ask(call(1, "fail", "{}")))
                    .isEqualTo(failure(1, "limit must be between 1 and 1000, got 0"));
        }
    }

    @Test
    void whatAToolThrowsIsLoggedUnderAnIdAndNotTold() throws Exception {
        var log = new ByteArrayOutputStream();
        try (var stdio =
                new StdioSession(
                        new TestTools(),
                        TestTools.settings(new PrintStream(log, true, StandardCharsets.UTF_8)))) {
            String answer = stdio.ask(call(1, "break", "{}"));
            String id = answer.replaceAll(".*internal error, id ([0-9a-f]{8}).*", "$1");
            assertThat(answer).isEqualTo(failure(1, "internal error, id " + id));
            assertThat(log.toString(StandardCharsets.UTF_8))
                    .contains("internal error " + id + " in break")
                    .contains("secret: /etc/shadow");
        }
    }

    @Test
    void anUnknownToolIsAnsweredWithTheNamesOfTheTools() throws Exception {
        try (var stdio = new StdioSession(new TestTools())) {
            assertThat(stdio.ask(call(1, "query_log", "{}")))
                    .isEqualTo(
                            error(
                                    "1",
                                    -32602,
                                    "there is no tool named query_log; the tools are: wait, echo, fail, break, note"));
        }
    }

    @Test
    void badParamsAreNamed() throws Exception {
        try (var stdio = new StdioSession(new TestTools())) {
            assertThat(stdio.ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"}"))
                    .isEqualTo(error("1", -32602, "name must be the name of a tool"));
            assertThat(stdio.ask(call(1, "echo", "[1]")))
                    .isEqualTo(error("1", -32602, "arguments must be an object"));
            assertThat(stdio.ask(request(1, "tools/list", "{\"cursor\":\"x\"}")))
                    .isEqualTo(
                            error("1", -32602, "unknown cursor: all tools are on the first page"));
            assertThat(stdio.ask(request(1, "initialize", "{\"protocolVersion\":5}")))
                    .isEqualTo(error("1", -32602, "protocolVersion must be a string"));
        }
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
    void aCallWithoutArgumentsHasNone() throws Exception {
        try (var stdio = new StdioSession(new TestTools())) {
            assertThat(stdio.ask(request(1, "tools/call", "{\"name\":\"echo\"}")))
                    .contains(
                            "\"structuredContent\":{\"session\":\"s1\",\"arguments\":{},\"nothing\":null}");
        }
    }

    @Test
    void textFromLogsStaysOnOneLineAndWhole() throws Exception {
        try (var stdio = new StdioSession(new TestTools())) {
            String answer =
                    stdio.ask(call(1, "echo", "{\"text\":\"a\\nb\\u2028c\\ud800d\\u0000e😀\"}"));
            assertThat(answer)
                    .contains(
                            "\"structuredContent\":{\"session\":\"s1\",\"arguments\":{\"text\":\"a\\nb\\u2028c?d\\u0000e😀\"}");
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

    static String request(Object id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":%s}"
                .formatted(id, method, params);
    }

    static String call(Object id, String tool, String arguments) {
        return request(
                id, "tools/call", "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments));
    }

    static String error(String id, int code, String message) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":%d,\"message\":\"%s\"}}"
                .formatted(id, code, message);
    }

    static String failure(int id, String text) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"%s\"}],\"isError\":true}}"
                .formatted(id, text);
    }

    private static void releaseOnceStarted(TestTools tools) {
        try {
            tools.started().await();
            tools.release().countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void serve(InputStream in, OutputStream out) throws Exception {
        serve(new TestTools(), in, out);
    }

    private static void serve(TestTools tools, InputStream in, OutputStream out) throws Exception {
        new StdioServer(tools, TestTools.settings(), new Session("s1", "local"), in, out).run();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
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

package dev.watchkeeper.mcp;

import static dev.watchkeeper.mcp.Rpc.call;
import static dev.watchkeeper.mcp.Rpc.error;
import static dev.watchkeeper.mcp.Rpc.failure;
import static dev.watchkeeper.mcp.Rpc.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tool.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Calls of tools over stdio: answered, stopped, out of time, at once.
@Timeout(30)
class StdioCallsTest {

    private static final String PING = request(7, "ping", "{}");
    private static final String PONG = "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}";

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
            assertThat(stdio.ask(request(200, "ping", "{}"))).contains("\"id\":200");
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
    void aMessageOfTwoMegabytesIsAnsweredWhole() throws Exception {
        String values = "[" + "\"0123456789\",".repeat(150_000) + "0]";
        try (var stdio = new StdioSession(new TestTools())) {
            assertThat(stdio.ask(call(1, "echo", "{\"values\":" + values + "}")))
                    .contains("\"arguments\":{\"values\":" + values + "}")
                    .endsWith("}");
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
    void anIdMayBeUsedAgainAsSoonAsItIsAnswered() throws Exception {
        try (var stdio = new StdioSession(new TestTools())) {
            for (int i = 0; i < 2_000; i++) {
                assertThat(stdio.ask(call(1, "echo", "{}"))).contains("\"isError\":false");
            }
        }
    }

    private static void releaseOnceStarted(TestTools tools) {
        try {
            tools.started().await();
            tools.release().countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void serve(TestTools tools, InputStream in, OutputStream out) throws Exception {
        new StdioServer(tools, TestTools.settings(), new Session("s1", "local"), in, out).run();
    }
}

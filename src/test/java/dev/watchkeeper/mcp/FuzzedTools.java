package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tool.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The protocol over tools that never wait, and what must hold of each of its answers.
final class FuzzedTools {

    private static final JsonMapper LENIENT = new JsonMapper();

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final ServerSettings settings =
            TestTools.settings(new PrintStream(log, true, StandardCharsets.UTF_8));
    private final TestTools tools =
            new TestTools(new CountDownLatch(0), new CountDownLatch(0), new CountDownLatch(0));
    private final CallsInFlight calls = new CallsInFlight(settings.callTime());
    private final Dispatch dispatch =
            new Dispatch(
                    new ToolCalls(tools, settings, calls, new Metrics(settings.version())),
                    settings);

    boolean accepts(Message.Request request) {
        return dispatch.accepts(request);
    }

    /// @param session whose call it is; null when it is none
    byte[] answer(Message.Request request, @Nullable Session session) {
        if (session == null) {
            return dispatch.answer(request, null);
        }
        Call call = calls.begin(session.id(), session, request.id(), () -> false);
        try {
            return dispatch.answer(request, call);
        } finally {
            calls.end(call);
        }
    }

    /// Serves a whole stream over stdio.
    void serve(InputStream in, OutputStream out) {
        try {
            new StdioServer(tools, settings, new Session("s1", "local"), in, out).run();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Nothing but the tool that breaks on purpose was our own fault.
    void checkLog() {
        String said = log.toString(StandardCharsets.UTF_8);
        log.reset();
        said.lines()
                .filter(line -> line.startsWith("watchkeeper: "))
                .forEach(line -> assertThat(line).endsWith(" in break"));
    }

    /// The answer of the bytes is one line with this id, and is not a failure of our own.
    static void checkAnswer(byte[] answer, @Nullable Object id) {
        Map<?, ?> members = checkLine(new String(answer, StandardCharsets.UTF_8));
        Object expected =
                id instanceof String text
                        // Half of a surrogate pair cannot be sent in UTF-8.
                        ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                        : id;
        assertThat(MessageReader.id(members.get("id"))).isEqualTo(expected);
    }

    /// The text is one answer.
    static Map<?, ?> checkLine(String text) {
        assertThat(text).doesNotContain("\n", "\r", "\u2028", "\u2029");
        Map<?, ?> members = LENIENT.readValue(text, Map.class);
        assertThat(members.get("jsonrpc")).isEqualTo("2.0");
        assertThat(members.containsKey("id")).isTrue();
        assertThat(members.containsKey("result")).isNotEqualTo(members.containsKey("error"));
        if (members.get("error") instanceof Map<?, ?> error) {
            assertThat(error.get("code")).isNotEqualTo(Message.Refused.INTERNAL);
        }
        return members;
    }
}

package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.fuzz.Seeds;
import dev.watchkeeper.tool.Session;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One message of a client, which may be any bytes: it gets one answer or, where none is due, none.
class MessagesFuzzTest {

    private static final FuzzedTools TOOLS = new FuzzedTools();
    private static final Session SESSION = new Session("s1", "local");

    static Stream<Named<byte[]>> seeds() {
        return Seeds.of("messages");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyMessageIsAnsweredOrIgnored(byte[] message) {
        fuzzerTestOneInput(message);
    }

    public static void fuzzerTestOneInput(byte[] message) {
        Seeds.promptly(() -> check(message));
    }

    private static void check(byte[] bytes) {
        switch (MessageReader.read(bytes)) {
            case Message.Answer ignored -> {}
            case Message.Notification notification ->
                    assertThat(Cancellation.of(notification)).isNotNull();
            case Message.Refused refused ->
                    FuzzedTools.checkAnswer(Handshake.error(refused), refused.id());
            case Message.Request request -> {
                boolean calls = request.method().equals(Dispatch.CALL_TOOL);
                byte[] answer = TOOLS.answer(request, calls ? SESSION : null);
                FuzzedTools.checkAnswer(answer, request.id());
                TOOLS.checkLog();
                if (!TOOLS.accepts(request)) {
                    assertThat(new String(answer, StandardCharsets.UTF_8)).contains("\"error\"");
                }
            }
        }
    }
}

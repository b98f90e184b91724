package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    @Test
    void itTakesTheWayOfARealGreetingAndSaysNothingElsewhere() {
        var heard = new ByteArrayOutputStream();
        var log = new ByteArrayOutputStream();

        Rehearsal.greet(
                new ServerSettings("1.0", new PrintStream(log, true, StandardCharsets.UTF_8)),
                heard);

        assertThat(heard.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith(
                        "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"protocolVersion\":\"2025-06-18\"")
                .contains("\"serverInfo\":{\"name\":\"watchkeeper\"");
        assertThat(log.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}

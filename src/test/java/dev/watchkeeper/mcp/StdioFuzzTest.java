package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.fuzz.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A whole stream of a client over stdio, which may be any bytes: it is served to its end, and as
/// many answers come as are due.
class StdioFuzzTest {

    static Stream<Named<byte[]>> seeds() {
        return Stream.concat(Seeds.of("messages"), Seeds.of("stdio"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyStreamIsServedToItsEnd(byte[] stream) throws IOException {
        fuzzerTestOneInput(stream);
    }

    public static void fuzzerTestOneInput(byte[] stream) throws IOException {
        var out = new ByteArrayOutputStream();
        var tools = new FuzzedTools();
        Seeds.promptly(() -> {
            out.reset();
            tools.serve(new ByteArrayInputStream(stream), out);
        });
        tools.checkLog();
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(said.isEmpty() || said.endsWith("\n")).isTrue();
        said.lines().forEach(FuzzedTools::checkLine);
        var due = due(stream);
        assertThat(said.lines().count()).isBetween(due.least(), due.most());
    }

    /// @param least fewer than [#most] where calls may have been cancelled
    private record Due(long least, long most) {}

    private static Due due(byte[] stream) throws IOException {
        var lines = new LineReader(new ByteArrayInputStream(stream), stream.length + 1);
        long answers = 0;
        long calls = 0;
        boolean cancelled = false;
        while (lines.next()) {
            if (new String(lines.line(), StandardCharsets.ISO_8859_1)
                    .chars()
                    .allMatch(c -> c == ' ' || c == '\t' || c == '\r')) {
                continue;
            }
            switch (MessageReader.read(lines.line())) {
                case Message.Answer ignored -> {}
                case Message.Notification notification ->
                        cancelled |= Cancellation.of(notification).isPresent();
                case Message.Refused ignored -> answers++;
                case Message.Request request -> {
                    answers++;
                    calls += request.method().equals(Dispatch.CALL_TOOL) ? 1 : 0;
                }
            }
        }
        return new Due(cancelled ? answers - calls : answers, answers);
    }
}

package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tool.Session;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The same conversation over both transports, to the letter. In the transcript, `>` is what the
/// client says and `<` what it hears.
@Timeout(30)
class TranscriptTest {

    private static final Path TRANSCRIPT = Path.of("src/test/resources/mcp/transcript.txt");

    @Test
    void overStdio() throws Exception {
        List<String> heard = new ArrayList<>();
        try (var stdio = new StdioSession(new TestTools())) {
            for (String line : said()) {
                heard.add("> " + line);
                stdio.send(line);
                if (line.contains("\"id\"")) {
                    heard.add("< " + stdio.receive());
                }
            }
            assertThat(stdio.end()).isEmpty();
        }
        assertThat(heard).isEqualTo(Files.readAllLines(TRANSCRIPT));
    }

    @Test
    void overHttp() throws Exception {
        List<String> heard = new ArrayList<>();
        var tokens = new BearerTokens(Map.of("token", new Session("s1", "local")), new TestTools());
        try (var server =
                        HttpServer.start(
                                HttpSettings.loopback(0),
                                TestTools.settings(),
                                tokens,
                                DoorLog.NONE);
                var client = HttpClient.newHttpClient()) {
            for (String line : said()) {
                heard.add("> " + line);
                var request =
                        HttpRequest.newBuilder(server.endpoint())
                                .header("Authorization", "Bearer token")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(line))
                                .build();
                String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
                if (!body.isEmpty()) {
                    heard.add("< " + body);
                }
            }
        }
        assertThat(heard).isEqualTo(Files.readAllLines(TRANSCRIPT));
    }

    private static List<String> said() throws IOException {
        return Files.readAllLines(TRANSCRIPT).stream()
                .filter(line -> line.startsWith("> "))
                .map(line -> line.substring(2))
                .toList();
    }
}

package dev.watchkeeper.mcp;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolDescription;
import dev.watchkeeper.tool.ToolReply;
import dev.watchkeeper.tool.Toolbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A greeting that nobody hears: what the first answer of a process needs is loaded and linked by
/// it, on another processor, while tools.yaml and the state are being opened. A client waits for
/// its first answer before it does anything else.
public final class Rehearsal {

    private static final String GREETING =
            """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
            "capabilities":{},"clientInfo":{"name":"rehearsal","version":"0"}}}
            """;

    private Rehearsal() {}

    /// Begins one, and does not wait for it.
    public static void begin(ServerSettings settings) {
        Thread.ofPlatform()
                .daemon()
                .name("rehearsal")
                .start(() -> greet(settings, OutputStream.nullOutputStream()));
    }

    static void greet(ServerSettings settings, OutputStream out) {
        try {
            new StdioServer(
                            new NoTools(),
                            settings,
                            new Session("rehearsal", "rehearsal"),
                            new ByteArrayInputStream(GREETING.getBytes(StandardCharsets.UTF_8)),
                            out)
                    .run();
        } catch (IOException e) {
            throw new IllegalStateException("an array cannot fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record NoTools() implements Toolbox {

        @Override
        public List<ToolDescription> list() {
            return List.of();
        }

        @Override
        public ToolReply call(
                String tool, Map<String, Object> arguments, Session session, Deadline deadline) {
            throw new IllegalStateException("there is no tool to call");
        }

        @Override
        public String instructions() {
            return "";
        }
    }
}

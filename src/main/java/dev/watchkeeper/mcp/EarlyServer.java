package dev.watchkeeper.mcp;

import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.Toolbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// MCP over a pair of streams from the first moment: greets its client while what is served is
/// still being opened on the thread of the caller. A client waits for the greeting before it does
/// anything else, and for the tools only then.
public final class EarlyServer {

    /// How long somebody may take to ask, so as to be told why there are no tools. A client that
    /// starts us asks at once.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final StdioServer server;
    private final FutureTask<Void> serving;

    private EarlyServer(StdioServer server) {
        this.server = server;
        this.serving =
                new FutureTask<>(() -> {
                    server.run();
                    return null;
                });
    }

    /// Makes ready on another processor what the first answer would spend most of its time on,
    /// while the command line is read: Java 25 computes the powers of five up to the 65,536th with
    /// this class, which no reader of JSON does without.
    public static void prepare() {
        Thread.ofPlatform()
                .daemon()
                .name("prepare")
                .start(() -> {
                    BigDecimal _ = BigDecimal.ZERO;
                });
    }

    /// Begins to serve, on a thread of its own. [#serve] or [#fail] must follow.
    ///
    /// @param instructions those of the tools that are being opened
    /// @param out must be given to nobody else: one stray line breaks the protocol
    public static EarlyServer begin(
            String instructions, ServerSettings settings, InputStream in, OutputStream out) {
        var early = new EarlyServer(new StdioServer(instructions, settings, in, out));
        Thread.ofPlatform().daemon().name("stdio").start(early.serving);
        return early;
    }

    /// Serves these tools until the client closes its stream and every call is answered.
    ///
    /// @param session whose calls these are: the process has one client
    /// @throws IOException when the input cannot be read
    public void serve(Toolbox toolbox, Session session) throws IOException, InterruptedException {
        server.open(toolbox, session);
        try {
            serving.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException unreadable -> throw unreadable;
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException bug -> throw bug;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /// Tells the client why there are no tools: as the answer to what waits for them, or to what it
    /// asks in the next moment. Returns then, so that the process can end.
    ///
    /// @param problem a sentence for a person
    public void fail(String problem) throws InterruptedException {
        server.fail(problem, PATIENCE);
    }
}

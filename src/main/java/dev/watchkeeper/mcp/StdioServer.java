package dev.watchkeeper.mcp;

import dev.watchkeeper.mcp.Message.Refused;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.Toolbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// MCP over a pair of streams, one JSON message a line: what `serve --stdio` runs. Nothing that a
/// client sends ends it but the end of its stream.
///
/// A library that prints would break the protocol: whoever passes `System.out` as `out` first
/// points `System.out` at stderr.
public final class StdioServer {

    private static final int LINE = 4 << 20;

    /// Unanswered calls, beyond which no more is read until some are answered.
    private static final int UNANSWERED = 128;

    private final InputStream in;
    private final OutputStream out;
    private final ServerSettings settings;
    private final CallsInFlight calls;
    private final Handshake handshake;
    private final CompletableFuture<Opened> opened = new CompletableFuture<>();
    private final CountDownLatch told = new CountDownLatch(1);
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean clientGone;

    /// @param out must be given to nobody else: one stray line breaks the protocol
    /// @param session whose calls these are: the process has one client
    public StdioServer(
            Toolbox toolbox,
            ServerSettings settings,
            Session session,
            InputStream in,
            OutputStream out) {
        this(toolbox.instructions(), settings, in, out);
        open(toolbox, session);
    }

    /// One whose tools are still being opened: until [#open] or [#fail] what needs them waits.
    ///
    /// @param instructions those of the tools to come
    StdioServer(String instructions, ServerSettings settings, InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
        this.settings = settings;
        this.calls = new CallsInFlight(settings.callTime());
        this.handshake = new Handshake(settings.version(), instructions);
    }

    /// What came of opening the tools.
    private sealed interface Opened {

        record Ready(Dispatch dispatch, Session session) implements Opened {}

        record Failed(String problem) implements Opened {}
    }

    /// Answers with these tools what waits for some, and what comes.
    void open(Toolbox toolbox, Session session) {
        // Made ready while there is room: what fails here once fails for the life of the process.
        Thread _ = Thread.ofVirtual().unstarted(() -> {});
        var metrics = new Metrics(settings.version());
        var tools = new ToolCalls(toolbox, settings, calls, metrics);
        opened.complete(new Opened.Ready(new Dispatch(tools, settings), session));
    }

    /// There will be no tools: whoever waits for them, or begins now, is told why. Returns when
    /// somebody was, or after that time. Does nothing once there are some.
    void fail(String problem, Duration patience) throws InterruptedException {
        if (opened.complete(new Opened.Failed(problem))) {
            boolean _ = told.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// Serves until the client closes its stream and every call is answered; returns then.
    ///
    /// @throws IOException when the input cannot be read
    public void run() throws IOException, InterruptedException {
        try {
            var lines = new LineReader(in, LINE);
            while (lines.next() && !clientGone) {
                if (lines.tooLong()) {
                    String problem = "a message may have at most 4 MB";
                    write(Handshake.error(Refused.notARequest(null, problem)));
                } else if (!blank(lines.line())) {
                    receive(MessageReader.read(lines.line()));
                }
            }
            calls.awaitFewerThan(1);
        } finally {
            told.countDown();
        }
    }

    private void receive(Message message) throws InterruptedException {
        if (message instanceof Message.Request request) {
            answer(request);
        } else if (message instanceof Refused refused) {
            write(Handshake.error(refused));
        } else if (message instanceof Message.Notification notification
                && opened.getNow(null) instanceof Opened.Ready ready) {
            Cancellation.of(notification).ifPresent(id -> calls.cancel(ready.session().id(), id));
        }
    }

    private void answer(Message.Request request) throws InterruptedException {
        boolean begins = request.method().equals(Handshake.INITIALIZE);
        boolean failed = opened.getNow(null) instanceof Opened.Failed;
        byte[] early = begins && failed ? null : handshake.answer(request);
        if (early != null) {
            write(early);
            return;
        }
        Opened now = opened.join();
        if (now instanceof Opened.Ready ready) {
            answer(request, ready);
        } else if (now instanceof Opened.Failed(String problem)) {
            write(Handshake.error(new Refused(request.id(), Refused.INTERNAL, problem)));
            told.countDown();
        }
    }

    private void answer(Message.Request request, Opened.Ready ready) throws InterruptedException {
        if (request.method().equals(Dispatch.CALL_TOOL)) {
            call(request, ready);
        } else {
            write(ready.dispatch().answer(request, null));
        }
    }

    private void call(Message.Request request, Opened.Ready ready) throws InterruptedException {
        Session session = ready.session();
        if (calls.has(session.id(), request.id())) {
            write(
                    Handshake.error(
                            Refused.notARequest(
                                    request.id(), "a request with this id is still running")));
            return;
        }
        calls.awaitFewerThan(UNANSWERED);
        // Before the thread starts, so that a cancellation right behind finds it.
        Call call = calls.begin(session.id(), session, request.id(), () -> clientGone);
        try {
            Thread.ofVirtual().name("request").start(() -> work(request, call, ready.dispatch()));
        } catch (OutOfMemoryError noThread) {
            // It may run all the same, as soon as there is a thread for it: then for nobody.
            call.cancel();
            calls.end(call);
            write(
                    Handshake.error(
                            new Refused(
                                    request.id(),
                                    Refused.INTERNAL,
                                    "this host gives no thread for the call now (TasksMax of the service,"
                                            + " or memory); ask again later")));
        }
    }

    private void work(Message.Request request, Call call, Dispatch dispatch) {
        try {
            byte[] answer = dispatch.answer(request, call);
            if (!call.cancelled()) {
                call.answering();
                write(answer);
            }
        } finally {
            calls.end(call);
        }
    }

    private void write(byte[] message) {
        byte[] line = Arrays.copyOf(message, message.length + 1);
        line[message.length] = '\n';
        writing.lock();
        try {
            out.write(line);
            out.flush();
        } catch (IOException e) {
            // Nobody reads any more; what runs is cancelled, and reading stops at the next line.
            if (!clientGone) {
                clientGone = true;
                settings.log().println("watchkeeper: the client closed its end: " + e.getMessage());
            }
        } finally {
            writing.unlock();
        }
    }

    private static boolean blank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}

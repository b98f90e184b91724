package dev.watchkeeper.launch;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.SourceUnavailable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The launcher's side of the socket. Each question has a connection of its own.
public final class LaunchClient {

    static final String REFUSED = "the token is not good, or no longer";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path socket;

    public LaunchClient(Path socket) {
        this.socket = socket;
    }

    /// The next run that is wanted; empty when none is.
    ///
    /// @throws SourceUnavailable when the server does not answer, or not in our words
    public Optional<Offer> next() {
        Map<String, @Nullable Object> answer = ask(new Ask.Next());
        if (!(answer.get("run") instanceof Map<?, ?> run)) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> fields = LinkedHashMap.newLinkedHashMap(run.size());
        run.forEach((key, value) -> fields.put((String) key, value));
        try {
            return Optional.of(Offer.read(fields));
        } catch (BadRequest e) {
            throw unavailable("handed over a run that this version does not understand", e);
        }
    }

    /// Whether the run left what it was to leave.
    ///
    /// @throws BadRequest when the token is not good
    public boolean written(String token) {
        return Boolean.TRUE.equals(ask(new Ask.Written(token)).get("ok"));
    }

    /// Says how a run ended.
    ///
    /// @throws BadRequest when the token is not good
    public void report(String token, Report report) {
        ask(new Ask.Ended(token, report));
    }

    /// A connection to the tools of a run, which speaks MCP.
    ///
    /// @param in what the server says
    /// @param out what is said to it
    record Tools(SocketChannel channel, InputStream in, OutputStream out) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /// @throws BadRequest when the token is not good
    Tools tools(String token) {
        if (!Tokens.isOne(token)) {
            throw refused();
        }
        Tools connection = connect();
        try {
            asked(connection, new Ask.Tools(token));
            return connection;
        } catch (RuntimeException e) {
            try {
                connection.close();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    private Map<String, @Nullable Object> ask(Ask ask) {
        try (Tools connection = connect()) {
            return asked(connection, ask);
        } catch (IOException e) {
            throw unavailable("does not answer (" + e.getMessage() + ")", e);
        }
    }

    private Map<String, @Nullable Object> asked(Tools connection, Ask ask) {
        try (var _ = new ClosedAfter(connection.channel(), PATIENCE)) {
            Wire.write(connection.out(), ask.fields());
            Map<String, @Nullable Object> answer = Wire.read(connection.in());
            if (answer.get("error") instanceof String error) {
                if (error.equals(REFUSED)) {
                    throw refused();
                }
                throw unavailable("answers with an error of its own", null);
            }
            return answer;
        } catch (IOException e) {
            throw unavailable("does not answer (" + e.getMessage() + ")", e);
        }
    }

    private Tools connect() {
        try {
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
            return new Tools(
                    channel,
                    new BufferedInputStream(Channels.newInputStream(channel)),
                    Channels.newOutputStream(channel));
        } catch (IOException e) {
            throw unavailable(
                    "cannot be reached ("
                            + e.getMessage()
                            + "); is the server running, and is this user in the group of the socket?",
                    e);
        }
    }

    private BadRequest refused() {
        return new BadRequest(socket + " refuses this run's token");
    }

    private SourceUnavailable unavailable(String problem, @Nullable Exception cause) {
        return cause == null
                ? new SourceUnavailable("server", socket + " " + problem)
                : new SourceUnavailable("server", socket + " " + problem, cause);
    }
}

package dev.watchkeeper.mcp;

import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.Toolbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A stdio server at the other end of two pipes.
final class StdioSession implements AutoCloseable {

    private final OutputStream toServer;
    private final BufferedReader fromServer;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    StdioSession(Toolbox toolbox) throws IOException {
        this(toolbox, TestTools.settings());
    }

    StdioSession(Toolbox toolbox, ServerSettings settings) throws IOException {
        var input = Pipe.open();
        var output = Pipe.open();
        toServer = Channels.newOutputStream(input.sink());
        var in = Channels.newInputStream(input.source());
        var out = Channels.newOutputStream(output.sink());
        fromServer =
                new BufferedReader(
                        new InputStreamReader(
                                Channels.newInputStream(output.source()), StandardCharsets.UTF_8));
        var server = new StdioServer(toolbox, settings, new Session("s1", "local"), in, out);
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try (out) {
                        server.run();
                        ended.complete(null);
                    } catch (IOException | InterruptedException | RuntimeException e) {
                        ended.completeExceptionally(e);
                    }
                });
    }

    void send(String line) throws IOException {
        sendBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void sendBytes(byte[] bytes) throws IOException {
        toServer.write(bytes);
        toServer.flush();
    }

    String receive() throws IOException {
        String line = fromServer.readLine();
        if (line == null) {
            throw new IOException("the server closed its output");
        }
        return line;
    }

    /// Sends a line and gives the next answer.
    String ask(String line) throws IOException {
        send(line);
        return receive();
    }

    /// Ends the input; what the server still says until it has ended.
    List<String> end() throws IOException {
        toServer.close();
        List<String> rest = new ArrayList<>();
        for (String line = fromServer.readLine(); line != null; line = fromServer.readLine()) {
            rest.add(line);
        }
        ended.orTimeout(10, TimeUnit.SECONDS).join();
        return rest;
    }

    @Override
    public void close() throws IOException {
        toServer.close();
    }
}

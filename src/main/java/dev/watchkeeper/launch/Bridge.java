package dev.watchkeeper.launch;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.SourceUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/// Lets a program that speaks MCP over standard input and output reach the tools of a run: carries
/// bytes to the socket and back, and understands none of them.
public final class Bridge {

    private Bridge() {}

    /// Carries until the input ends and the server has answered everything.
    ///
    /// @return false when the server ended it first
    /// @throws BadRequest when the token is not good
    /// @throws SourceUnavailable when the server does not answer
    public static boolean carry(Path socket, String token, InputStream in, OutputStream out)
            throws IOException {
        try (LaunchClient.Tools tools = new LaunchClient(socket).tools(token)) {
            Thread up =
                    Thread.ofPlatform()
                            .daemon()
                            .name("bridge")
                            .start(() -> {
                                try {
                                    carry(in, tools.out());
                                    tools.channel().shutdownOutput();
                                } catch (IOException gone) {
                                    // The other direction sees the end as well.
                                    return;
                                }
                            });
            carry(tools.in(), out);
            return !up.isAlive();
        }
    }

    private static void carry(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            to.write(buffer, 0, read);
            to.flush();
        }
    }
}

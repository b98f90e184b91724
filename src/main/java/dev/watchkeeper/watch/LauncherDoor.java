package dev.watchkeeper.watch;

import dev.watchkeeper.audit.DoorAudit;
import dev.watchkeeper.launch.LaunchServer;
import dev.watchkeeper.mcp.ServerSettings;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;

/// The socket's file, and who answers there. Under a lock of the state: two servers would take the
/// file away from each other.
public record LauncherDoor(Path socket, LaunchServer server, StateLock lock)
        implements AutoCloseable {

    private static final String LOCK = "launcher-socket.lock";

    /// Makes the socket, for its owner and its group. The group is that of the folder where the
    /// folder hands its group on (setgid), else this process's.
    ///
    /// @throws BadRequest when somebody answers there, or something else lies there
    /// @throws SourceUnavailable when it cannot be made
    public static LauncherDoor open(
            Path path, Workplace workplace, DoorAudit door, ServerSettings settings)
            throws IOException {
        Path socket = path.toAbsolutePath();
        StateLock lock =
                StateLock.take(workplace.state().folder(), LOCK)
                        .orElseThrow(() ->
                                new BadRequest(
                                        "--launcher-socket: another server of this state answers launchers"));
        try {
            ServerSocketChannel channel = bound(socket);
            var desk = new RunDesk(workplace, InstantSource.system(), door);
            return new LauncherDoor(socket, LaunchServer.start(channel, desk, settings), lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static ServerSocketChannel bound(Path socket) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            removeLeftOver(socket);
            channel.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw new SourceUnavailable(
                    "launcher socket",
                    socket
                            + " cannot be made ("
                            + e.getMessage()
                            + "); its folder must be there, and this user's to write",
                    e);
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// A server that was killed leaves its socket behind, at which nobody answers.
    private static void removeLeftOver(Path socket) throws IOException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new BadRequest("--launcher-socket: " + socket + " is there and no socket");
        }
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            throw new BadRequest("--launcher-socket: somebody answers at " + socket + " already");
        } catch (IOException nobody) {
            Files.delete(socket);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
        lock.close();
    }
}

package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.launch.LaunchClient;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The file of the launcher's socket: whose it is, and what lies there already.
@Timeout(120)
final class LauncherDoorTest {

    @TempDir Path folder;
    private SplitHost host;

    @BeforeEach
    void configured() throws IOException {
        host = new SplitHost(new SmallWorld(folder).healthy().configured());
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void theSocketIsForItsOwnerAndItsGroupAndGoesWithTheServer() throws Exception {
        host.serve();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(host.socket)))
                .isEqualTo("rw-rw----");
        host.stop();
        assertThat(host.socket).doesNotExist();
    }

    @Test
    void aSocketThatAKilledServerLeftIsReplaced() throws Exception {
        try (var left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(host.socket));
        }
        assertThat(host.socket).exists();
        host.serve();
        assertThat(new LaunchClient(host.socket).next()).isEmpty();
    }

    @Test
    void aSocketAtWhichSomebodyAnswersIsLeftAlone() throws Exception {
        try (var other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(host.socket));
            SmallWorld.Result result =
                    host.world.run("serve", "--launcher-socket", host.socket.toString());
            assertThat(result.err())
                    .isEqualTo(
                            "--launcher-socket: somebody answers at " + host.socket + " already\n");
            assertThat(result.code()).isEqualTo(2);
        }
    }

    @Test
    void aFileInThePlaceOfTheSocketIsLeftAlone() throws IOException {
        Files.writeString(host.socket, "precious");
        SmallWorld.Result result =
                host.world.run("serve", "--launcher-socket", host.socket.toString());
        assertThat(result.err())
                .isEqualTo("--launcher-socket: " + host.socket + " is there and no socket\n");
        assertThat(host.socket).hasContent("precious");
    }

    @Test
    void twoServersOfOneStateDoNotTakeTheSocketFromEachOther() throws Exception {
        host.serve();
        SmallWorld.Result result =
                host.world.run(
                        "serve", "--launcher-socket", folder.resolve("other.sock").toString());
        assertThat(result.err())
                .isEqualTo("--launcher-socket: another server of this state answers launchers\n");
    }

    @Test
    void withoutAnybodyToServeItDoesNotStart() throws IOException {
        SmallWorld.Result without = host.world.run("serve", "--http", "--port", "0");
        assertThat(without.err())
                .isEqualTo(
                        "serve --http needs somebody to serve, and there is no token; make one with:"
                                + " watchkeeper tokens add NAME --everything\n");
        assertThat(without.code()).isEqualTo(2);
        SmallWorld.Result nothing = host.world.run("serve");
        assertThat(nothing.err()).isEqualTo("serve needs --stdio, --http or --launcher-socket\n");
        assertThat(nothing.code()).isEqualTo(2);
    }

    @Test
    void besideHttpLaunchersAreEnoughToServe() throws Exception {
        host.serve("--http", "--port", "0");
        assertThat(host.said()).contains("serving http://127.0.0.1:");
        assertThat(new LaunchClient(host.socket).next()).isEmpty();
    }
}

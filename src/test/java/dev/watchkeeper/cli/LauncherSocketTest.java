package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.launch.LaunchClient;
import dev.watchkeeper.launch.Offer;
import dev.watchkeeper.launch.Report;
import dev.watchkeeper.mcp.BearerTokens;
import dev.watchkeeper.workplace.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The launcher's socket as it is spoken to, by launchers and by others.
@Tag("slow")
@Timeout(120)
final class LauncherSocketTest {

    private static final Report DONE = new Report("completed", 5, 4, 30, 0.12, null, null);

    @TempDir Path folder;
    private SplitHost host;

    @BeforeEach
    void somethingFails() throws IOException {
        host = new SplitHost(new SmallWorld(folder).failing().configured());
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private void wanted() throws Exception {
        assertThat(host.world.run("patrol", "--hand-over").code()).isEqualTo(1);
        host.serve();
    }

    /// What is answered to these bytes, until the server closes.
    private String answer(byte[] said) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(host.socket))) {
            channel.write(ByteBuffer.wrap(said));
            channel.shutdownOutput();
            return new String(
                    Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String answer(String said) throws IOException {
        return answer((said + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private String tools(String token, String... messages) throws IOException {
        return answer(
                "{\"want\":\"tools\",\"token\":\"" + token + "\"}\n" + String.join("\n", messages));
    }

    private static String call(int id, String tool) {
        return "{\"jsonrpc\":\"2.0\",\"id\":"
                + id
                + ",\"method\":\"tools/call\",\"params\":{\"name\":\""
                + tool
                + "\",\"arguments\":{}}}";
    }

    @Test
    void aRunIsHandedOverOnceHoweverManyAsk() throws Exception {
        wanted();
        var asking = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 12; i++) {
            asking.add(() -> new LaunchClient(host.socket).next().isPresent());
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            int got = 0;
            for (Future<Boolean> asked : executor.invokeAll(asking)) {
                got += asked.get() ? 1 : 0;
            }
            assertThat(got).isEqualTo(1);
        }
    }

    @Test
    void theTokenOpensTheToolsOfItsRunUntilTheReport() throws Exception {
        wanted();
        var client = new LaunchClient(host.socket);
        Offer offer = client.next().orElseThrow();
        assertThat(offer.tools()).contains("get_overview", "write_incident");
        assertThat(offer.model()).isEqualTo("sonnet");
        assertThat(offer).hasToString("Offer of " + offer.run());

        String answered = tools(offer.token(), call(1, "get_overview"));
        assertThat(answered).startsWith("{\"ok\":true}\n").contains("evidence_id");
        assertThat(client.written(offer.token())).isFalse();

        // a connection that is open when the report comes gets nothing more
        try (SocketChannel open = SocketChannel.open(UnixDomainSocketAddress.of(host.socket))) {
            open.write(
                    ByteBuffer.wrap(
                            ("{\"want\":\"tools\",\"token\":\"" + offer.token() + "\"}\n")
                                    .getBytes(StandardCharsets.UTF_8)));
            var in = Channels.newInputStream(open);
            assertThat(in.readNBytes("{\"ok\":true}\n".length())).hasSize(12);
            client.report(offer.token(), DONE);
            open.write(
                    ByteBuffer.wrap(
                            (call(2, "get_overview") + "\n").getBytes(StandardCharsets.UTF_8)));
            open.shutdownOutput();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("this run is over; its tools answer no more")
                    .doesNotContain("evidence_id");
        }

        assertThat(tools(offer.token(), call(3, "get_overview")))
                .isEqualTo("{\"error\":\"the token is not good, or no longer\"}\n");
        assertThatThrownBy(() -> client.report(offer.token(), DONE))
                .hasMessage(host.socket + " refuses this run's token");
    }

    @Test
    void aForeignTokenOpensNothingAndIsRecorded() throws Exception {
        wanted();
        assertThat(new LaunchClient(host.socket).next()).isPresent();
        String foreign = BearerTokens.fresh();
        assertThat(tools(foreign, call(1, "get_overview")))
                .isEqualTo("{\"error\":\"the token is not good, or no longer\"}\n");
        assertThatThrownBy(() -> new LaunchClient(host.socket).written(foreign))
                .hasMessage(host.socket + " refuses this run's token");
        assertThatThrownBy(() -> new LaunchClient(host.socket).report(foreign, DONE))
                .hasMessage(host.socket + " refuses this run's token");
        host.stop();
        assertThat(host.world.run("audit").out())
                .contains("launcher socket")
                .contains("unknown token")
                .doesNotContain(foreign);
    }

    @Test
    void theStateHoldsNoTokenButItsHash() throws Exception {
        wanted();
        String token = new LaunchClient(host.socket).next().orElseThrow().token();
        host.stop();
        try (var files = Files.walk(host.world.state())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(token);
            }
        }
    }

    @Test
    void whatIsNoneOfTheFourWishesGetsNothing() throws Exception {
        wanted();
        for (String line :
                List.of(
                        "",
                        "[]",
                        "null",
                        "GET / HTTP/1.1",
                        "{\"want\":\"next\",\"want\":\"next\"}",
                        "{\"want\":\"next\"} {}",
                        "{\"want\":\"next\",\"token\":\"x\"}",
                        "{\"want\":\"next\",\"program\":\"/bin/sh\"}",
                        "{\"want\":\"tools\"}",
                        "{\"want\":\"tools\",\"token\":\"../../etc/passwd\"}",
                        "{\"want\":\"report\",\"token\":\"x\",\"report\":{\"outcome\":\"completed\"}}",
                        "{\"want\":{\"want\":\"next\"}}")) {
            assertThat(answer(line)).as(line).doesNotContain("\"run\"").doesNotContain("\"ok\"");
        }
        assertThat(new LaunchClient(host.socket).next()).isPresent();
    }

    @Test
    void aLineWithoutEndIsNotKept() throws Exception {
        wanted();
        byte[] endless = new byte[1 << 20];
        Arrays.fill(endless, (byte) 'a');
        String answered;
        try {
            answered = answer(endless);
        } catch (IOException closedWhileWeWrite) {
            answered = "";
        }
        assertThat(answered).isEmpty();
        assertThat(new LaunchClient(host.socket).next()).isPresent();
    }

    @Test
    void aReportIsOneWordOfAList() throws Exception {
        wanted();
        Offer offer = new LaunchClient(host.socket).next().orElseThrow();
        for (String outcome :
                List.of(
                        "the cause is rm -rf",
                        "COMPLETED",
                        "completed\\nSEV1",
                        "killed; see http://x")) {
            assertThat(
                            answer(
                                    "{\"want\":\"report\",\"token\":\""
                                            + offer.token()
                                            + "\",\"report\":{\"outcome\":\""
                                            + outcome
                                            + "\",\"turns\":1,\"tool_calls\":1,\"seconds\":1}}"))
                    .startsWith("{\"error\":\"")
                    .doesNotContain(outcome);
        }
        // and the run goes on
        assertThat(new LaunchClient(host.socket).written(offer.token())).isFalse();
    }

    @Test
    void aBridgeWithAForeignTokenSaysSoAndEnds() throws Exception {
        host.serve();
        var err = new ByteArrayOutputStream();
        var talk = new PrintStream(err, true, StandardCharsets.UTF_8);
        int code =
                Main.run(
                        new String[] {"bridge", "--socket", host.socket.toString()},
                        new Surroundings(
                                new ByteArrayInputStream(new byte[0]),
                                talk,
                                talk,
                                Map.of("WATCHKEEPER_RUN_TOKEN", BearerTokens.fresh())));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(host.socket + " refuses this run's token\n");
    }

    @Test
    void withoutAServerTheLauncherSaysWhereItLooked() {
        SmallWorld.Result result = host.launch(Path.of("/bin/false"));
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err())
                .startsWith("source server: " + host.socket + " cannot be reached (")
                .endsWith(
                        "); is the server running, and is this user in the group of the socket?\n");
    }

    @Test
    void nothingWantedIsTheEndAtOnce() throws Exception {
        host.serve();
        SmallWorld.Result result = host.launch(Path.of("/bin/false"));
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEqualTo("Nothing is wanted.\n");
        assertThat(List.of(host.launcherState().resolve("runs"))).noneMatch(Files::exists);
    }
}

package dev.watchkeeper.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.notify.HeartbeatConfig.Signals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HeartbeatTest {

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final CountDownLatch silent = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        String uri = exchange.getRequestURI().toString();
                        int body = exchange.getRequestBody().readAllBytes().length;
                        heard.add(exchange.getRequestMethod() + " " + uri + " " + body);
                        if (uri.contains("silent")) {
                            silent.await();
                        }
                        exchange.sendResponseHeaders(uri.contains("gone") ? 404 : 200, -1);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        server.start();
    }

    @AfterEach
    void close() {
        silent.countDown();
        server.stop(0);
    }

    private Heartbeat heartbeat(String path, Signals signals, Duration longest) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return new Heartbeat(address, signals, longest, notes::add);
    }

    private Heartbeat heartbeat(String path, Signals signals) {
        return heartbeat(path, signals, Duration.ofSeconds(10));
    }

    @Test
    void aRunIsHeardAtItsBeginningAndAtItsEnd() {
        Heartbeat good = heartbeat("/ping/secret", Signals.ALL);
        good.start();
        good.success();
        Heartbeat bad = heartbeat("/ping/secret/?rid=1", Signals.ALL);
        bad.start();
        bad.failure();

        assertThat(heard)
                .containsExactly(
                        "GET /ping/secret/start 0",
                        "GET /ping/secret 0",
                        "GET /ping/secret/start?rid=1 0",
                        "GET /ping/secret/fail?rid=1 0");
        assertThat(notes).isEmpty();
    }

    @Test
    void whereOnlySuccessCountsNothingElseIsHeard() {
        Heartbeat plain = heartbeat("/api/push/secret?status=up", Signals.SUCCESS);
        plain.start();
        plain.failure();
        plain.success();

        assertThat(heard).containsExactly("GET /api/push/secret?status=up 0");
    }

    @Test
    void whatIsNotHeardIsANoteWithoutTheSecret() {
        heartbeat("/gone", Signals.SUCCESS).success();
        heartbeat("/silent", Signals.SUCCESS, Duration.ofMillis(100)).success();
        server.stop(0);
        heartbeat("/ping/secret", Signals.SUCCESS).success();

        assertThat(notes)
                .containsExactly(
                        "the heartbeat was not taken: 127.0.0.1 answered 404",
                        "the heartbeat was not heard: 127.0.0.1 did not answer in time",
                        "the heartbeat was not heard: 127.0.0.1 refused the connection or cannot be"
                                + " reached");
    }

    @Test
    void theAddressIsNeverShown() {
        var config =
                new HeartbeatConfig(
                        URI.create("https://hc.example/ping/secret"), Signals.ALL, Map.of());

        assertThat(config).hasToString("heartbeat at https://hc.example/…, signals ALL");
        assertThatThrownBy(() ->
                        new HeartbeatConfig(URI.create("ftp://x/secret"), Signals.ALL, Map.of()))
                .isInstanceOf(BadRequest.class)
                .hasMessage("url must begin with https:// or http://");
    }
}

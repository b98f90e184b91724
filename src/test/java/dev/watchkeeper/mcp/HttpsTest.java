package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.tool.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class HttpsTest {

    private static final String PING = Rpc.request(7, "ping", "{}");

    @TempDir private static Path pairs;
    private static TestTls.Pair pair;
    private static TestTls.Pair renewed;

    @TempDir private Path folder;
    private final TestTools tools = new TestTools();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private HttpSettings.Tls files;
    private HttpServer server;

    @BeforeAll
    static void makePairs() throws Exception {
        pair = TestTls.pair(pairs, "EC");
        renewed = TestTls.pair(pairs, "RSA");
    }

    @BeforeEach
    void start() throws Exception {
        files =
                new HttpSettings.Tls(
                        folder.resolve("fullchain.pem"), folder.resolve("privkey.pem"));
        TestTls.write(files, pair);
        server = serve();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpServer serve() throws IOException {
        return HttpServer.start(
                new HttpSettings("127.0.0.1", 0, false, files, List.of(), null, _ -> false),
                TestTools.settings(new PrintStream(log, true, StandardCharsets.UTF_8)),
                new BearerTokens(Map.of("token", new Session("s", "p")), tools),
                DoorLog.NONE);
    }

    @Test
    void aCallIsAnsweredOverTls() throws Exception {
        assertThat(server.endpoint()).hasScheme("https");
        var response = ask(pair.certificate(), Rpc.call(1, "echo", "{\"limit\":3}"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"arguments\":{\"limit\":3}");
        assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    }

    @Test
    void aClientThatLeavesStopsItsCall() throws Exception {
        HttpClient client = client(pair.certificate());
        try {
            var answer =
                    client.sendAsync(
                            post(Rpc.call(1, "wait", "{}")), HttpResponse.BodyHandlers.ofString());
            assertThat(tools.started().await(30, TimeUnit.SECONDS)).isTrue();
            answer.cancel(true);
            assertThat(tools.stopped().await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            client.shutdownNow();
        }
    }

    @Test
    void aConnectionIsStillGoodAfterACallDuringWhichItWasWatched() throws Exception {
        try (var socket = socket("TLSv1.3")) {
            String body = Rpc.call(1, "wait", "{}");
            send(socket, body);
            assertThat(tools.started().await(30, TimeUnit.SECONDS)).isTrue();
            // It is looked at twenty times a second.
            assertThat(tools.stopped().await(300, TimeUnit.MILLISECONDS)).isFalse();
            tools.release().countDown();
            assertThat(receive(socket)).contains("\"waited\":true");
            send(socket, PING);
            assertThat(receive(socket)).contains("\"id\":7,\"result\":{}");
        }
    }

    @Test
    void olderProtocolsThanTls12AreRefused() throws Exception {
        try (var socket = socket("TLSv1.2")) {
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
        }
        // This JDK does not offer TLS 1.1 at all unless its security properties are changed.
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            // ClientHello of TLS 1.1, with one cipher suite of its time.
            byte[] hello = {
                22, 3, 1, 0, 45, 1, 0, 0, 41, 3, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
                15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 0, 0, 2, 0,
                47, 1, 0
            };
            socket.getOutputStream().write(hello);
            byte[] alert = socket.getInputStream().readNBytes(7);
            // An alert, fatal, protocol_version.
            assertThat(alert).hasSize(7).startsWith(21).endsWith(2, 70);
        }
    }

    @Test
    void aRenewedPairIsTakenByNewConnections() throws Exception {
        TestTls.write(files, renewed);
        server.renewCertificate();
        assertThat(ask(renewed.certificate(), PING).statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> ask(pair.certificate(), PING)).isInstanceOf(SSLException.class);
        assertThat(log)
                .hasToString(
                        "watchkeeper: the certificate was renewed from "
                                + files.certificate()
                                + System.lineSeparator());
    }

    @Test
    void whileOnlyOneOfTheFilesIsReplacedTheOldPairStays() throws Exception {
        TestTls.writeCertificate(files, renewed);
        server.renewCertificate();
        assertThat(ask(pair.certificate(), PING).statusCode()).isEqualTo(200);
        assertThat(log.toString(StandardCharsets.UTF_8)).isEmpty();
        server.renewCertificate();
        server.renewCertificate();
        assertThat(log)
                .hasToString(
                        "watchkeeper: the old certificate stays in use: the key in "
                                + files.key()
                                + " cannot be used with the certificate, which wants RSA; look at it with: openssl pkey -noout -text -in KEY"
                                + System.lineSeparator());
        TestTls.writeKey(files, renewed);
        server.renewCertificate();
        assertThat(ask(renewed.certificate(), PING).statusCode()).isEqualTo(200);
    }

    @Test
    void aBrokenPairDoesNotStart() throws Exception {
        Files.delete(files.key());
        Files.writeString(files.key(), TestTls.pem("ENCRYPTED PRIVATE KEY", new byte[40]));
        assertThatThrownBy(this::serve)
                .isInstanceOf(BadRequest.class)
                .hasMessage(
                        "the key in "
                                + files.key()
                                + " is encrypted; write it without a passphrase with: openssl pkey -in KEY -out NEW");
        Files.writeString(files.key(), "nothing");
        assertThatThrownBy(this::serve)
                .hasMessage(files.key() + " holds no private key in PEM form");
        Files.delete(files.certificate());
        assertThatThrownBy(this::serve)
                .hasMessage(files.certificate() + " cannot be read as a PEM file");
        Files.writeString(files.certificate(), "nothing");
        assertThatThrownBy(this::serve)
                .hasMessage(files.certificate() + " holds no certificate in PEM form");
    }

    @Test
    void olderFormsOfKeysAreRead() throws Exception {
        for (var each : Map.of("EC PRIVATE KEY", pair, "RSA PRIVATE KEY", renewed).entrySet()) {
            TestTls.writeCertificate(files, each.getValue());
            Files.delete(files.key());
            Files.writeString(
                    files.key(),
                    "-----BEGIN EC PARAMETERS-----\nBgUrgQQAIg==\n-----END EC PARAMETERS-----\n"
                            + TestTls.pem(
                                    each.getKey(),
                                    TestTls.inside(each.getValue().key().getEncoded())));
            try (HttpServer older = serve()) {
                assertThat(older.port()).isPositive();
            }
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        TestTls.writeKey(files, renewed);
        assertThatThrownBy(this::serve)
                .hasMessage(
                        "the key in "
                                + files.key()
                                + " cannot be used with the certificate, which wants EC; look at it with: openssl pkey -noout -text -in KEY");
        var other = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
        TestTls.writeKey(files, new TestTls.Pair(other, pair.certificate()));
        assertThatThrownBy(this::serve)
                .hasMessage(
                        "the key in "
                                + files.key()
                                + " does not belong to the first certificate in "
                                + files.certificate());
    }

    @Test
    void anotherAddressThanLoopbackNeedsTlsOrAProxy() throws Exception {
        assertThatThrownBy(() ->
                        new HttpSettings("0.0.0.0", 1, false, null, List.of(), null, _ -> false))
                .isInstanceOf(BadRequest.class)
                .hasMessage(
                        "serving on 0.0.0.0 would send tokens and answers unencrypted: another address than loopback needs --tls-cert and --tls-key, or --behind-proxy where a proxy adds TLS");
        var open =
                new HttpSettings(
                        "0.0.0.0", 0, false, files, List.of("Watch.Example.org"), null, _ -> false);
        assertThat(open.endpoint(443)).hasToString("https://watch.example.org:443/mcp");
        assertThat(new HttpSettings("::1", 0, false, null, List.of(), null, _ -> false).endpoint(9))
                .hasToString("http://[::1]:9/mcp");
    }

    private HttpRequest post(String body) {
        return HttpRequest.newBuilder(server.endpoint())
                .header("Authorization", "Bearer token")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> ask(Certificate trusted, String body) throws Exception {
        try (var client = client(trusted)) {
            return client.send(post(body), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static HttpClient client(Certificate trusted) throws Exception {
        return HttpClient.newBuilder().sslContext(TestTls.trusting(trusted)).build();
    }

    private SSLSocket socket(String protocol) throws Exception {
        var socket =
                (SSLSocket)
                        TestTls.trusting(pair.certificate())
                                .getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), server.port());
        socket.setEnabledProtocols(new String[] {protocol});
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(SSLSocket socket, String body) throws IOException {
        socket.getOutputStream()
                .write(
                        ("POST /mcp HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer token\r\n"
                                        + "Content-Type: application/json\r\nContent-Length: "
                                        + body.length()
                                        + "\r\n\r\n"
                                        + body)
                                .getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String receive(SSLSocket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        int length =
                Integer.parseInt(
                        head.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }
}

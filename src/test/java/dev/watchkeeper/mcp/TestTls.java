package dev.watchkeeper.mcp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Self-signed certificates of this JDK's keytool, and clients that trust them.
public final class TestTls {

    private TestTls() {}

    /// A key and its certificate.
    public record Pair(PrivateKey key, Certificate certificate) {}

    /// A fresh pair.
    ///
    /// @param algorithm `EC` or `RSA`
    public static Pair pair(Path folder, String algorithm) throws Exception {
        Path file = Files.createTempFile(folder, "pair", ".p12");
        Files.delete(file);
        Path said = folder.resolve("keytool.txt");
        var keytool =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                                .toString(),
                                        "-J-XX:TieredStopAtLevel=1",
                                        "-genkeypair",
                                        "-alias",
                                        "a",
                                        "-keyalg",
                                        algorithm,
                                        "-keysize",
                                        algorithm.equals("RSA") ? "2048" : "256",
                                        "-dname",
                                        "CN=localhost",
                                        "-ext",
                                        "SAN=dns:localhost,ip:127.0.0.1",
                                        "-validity",
                                        "2",
                                        "-storetype",
                                        "PKCS12",
                                        "-storepass",
                                        "changeit",
                                        "-keystore",
                                        file.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException(Files.readString(said));
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        return new Pair(
                (PrivateKey) store.getKey("a", "changeit".toCharArray()),
                store.getCertificate("a"));
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN "
                + label
                + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der)
                + "\n-----END "
                + label
                + "-----\n";
    }

    /// What PKCS #8 wraps: the key in its older form.
    static byte[] inside(byte[] pkcs8) {
        int at = content(pkcs8, 0) + 3;
        at = content(pkcs8, at) + pkcs8[at + 1];
        return Arrays.copyOfRange(pkcs8, content(pkcs8, at), pkcs8.length);
    }

    private static int content(byte[] der, int at) {
        return at + 2 + (der[at + 1] < 0 ? der[at + 1] & 0x7f : 0);
    }

    public static void write(HttpSettings.Tls files, Pair pair) throws Exception {
        writeCertificate(files, pair);
        writeKey(files, pair);
    }

    static void writeCertificate(HttpSettings.Tls files, Pair pair) throws Exception {
        replace(files.certificate(), pem("CERTIFICATE", pair.certificate().getEncoded()));
    }

    static void writeKey(HttpSettings.Tls files, Pair pair) throws Exception {
        replace(files.key(), pem("PRIVATE KEY", pair.key().getEncoded()));
    }

    /// As a renewal does: a new file, and a link to it under the old name.
    private static void replace(Path link, String text) throws IOException {
        Path folder = Path.of(String.valueOf(link.getParent()));
        Path file = Files.createTempFile(folder, "archive", ".pem");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, file);
    }

    static SSLContext trusting(Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("a", certificate);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}

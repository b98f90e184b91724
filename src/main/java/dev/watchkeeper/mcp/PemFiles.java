package dev.watchkeeper.mcp;

import dev.watchkeeper.model.BadRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/// A certificate and its key from PEM files (RFC 7468): RSA or elliptic curves, the key in PKCS #8
/// or in the older forms `RSA PRIVATE KEY` (PKCS #1) and `EC PRIVATE KEY` (SEC 1).
final class PemFiles {

    private static final long LARGEST = 1 << 20;

    private static final Pattern KEY =
            Pattern.compile(
                    "-----BEGIN (RSA |EC |ENCRYPTED |)PRIVATE KEY-----([^-]*)-----END \\1PRIVATE KEY-----");

    private PemFiles() {}

    /// @throws BadRequest when a file is not there, holds something else, or they do not belong
    ///   together; says what to do
    static KeyStore load(HttpSettings.Tls tls) {
        X509Certificate[] chain = chain(tls.certificate());
        PrivateKey key = key(tls.key(), chain[0].getPublicKey());
        if (!belong(key, chain[0].getPublicKey())) {
            throw new BadRequest(
                    "the key in "
                            + tls.key()
                            + " does not belong to the first certificate in "
                            + tls.certificate());
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, new char[0], chain);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java has PKCS #12", e);
        }
    }

    private static X509Certificate[] chain(Path file) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(
                                    text(file).getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toArray(X509Certificate[]::new);
        } catch (GeneralSecurityException e) {
            throw noCertificate(file);
        }
    }

    private static PrivateKey key(Path file, PublicKey belongsTo) {
        var found = KEY.matcher(text(file));
        if (!found.find()) {
            throw new BadRequest(file + " holds no private key in PEM form");
        }
        String body = String.valueOf(found.group(2));
        String form = String.valueOf(found.group(1));
        if (form.startsWith("ENCRYPTED") || body.contains("ENCRYPTED")) {
            throw new BadRequest(
                    "the key in "
                            + file
                            + " is encrypted; write it without a passphrase with: openssl pkey -in"
                            + " KEY -out NEW");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(body);
            return KeyFactory.getInstance(belongsTo.getAlgorithm())
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(
                                    form.isEmpty() ? der : wrapped(der, belongsTo)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new BadRequest(
                    "the key in "
                            + file
                            + " cannot be used with the certificate, which wants "
                            + belongsTo.getAlgorithm()
                            + "; look at it with: openssl pkey -noout -text -in KEY");
        }
    }

    /// Checked by signing something: there is no other way that is the same for all kinds of keys.
    private static boolean belong(PrivateKey key, PublicKey certified) {
        String name =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            Signature signature = Signature.getInstance(name);
            signature.initSign(key);
            signature.update((byte) 1);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update((byte) 1);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /// The older forms are the inside of PKCS #8; what stands around it there, the kind of key and
    /// its curve, stands in the public key too.
    private static byte[] wrapped(byte[] der, PublicKey publicKey) {
        byte[] info = publicKey.getEncoded();
        int start = headerLength(info, 0);
        int end = start + headerLength(info, start) + length(info, start);
        byte[] kind = Arrays.copyOfRange(info, start, end);
        var inside = new ByteArrayOutputStream();
        inside.writeBytes(new byte[] {2, 1, 0});
        inside.writeBytes(kind);
        inside.writeBytes(tagged(4, der));
        return tagged(0x30, inside.toByteArray());
    }

    private static byte[] tagged(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static int headerLength(byte[] der, int at) {
        return der[at + 1] >= 0 ? 2 : 2 + (der[at + 1] & 0x7f);
    }

    private static int length(byte[] der, int at) {
        if (der[at + 1] >= 0) {
            return der[at + 1];
        }
        int length = 0;
        for (int i = 2; i < headerLength(der, at); i++) {
            length = (length << 8) | (der[at + i] & 0xff);
        }
        return length;
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new BadRequest(file + " is too large for a PEM file");
            }
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new BadRequest(file + " cannot be read as a PEM file");
        }
    }

    private static BadRequest noCertificate(Path file) {
        return new BadRequest(file + " holds no certificate in PEM form");
    }
}

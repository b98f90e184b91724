package dev.watchkeeper.launch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/// The tokens of runs: random, and kept as hashes.
public final class Tokens {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private Tokens() {}

    /// Whether a text has the form of a token: 256 bits in base64.
    static boolean isOne(String text) {
        return TOKEN.matcher(text).matches();
    }

    /// What is kept of a token.
    public static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package dev.watchkeeper.access;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// The text of a pre-shared bearer token: `wk_`, 256 random bits as 43 letters and digits, and a
/// checksum of 6.
///
/// The prefix and the checksum are there for whoever looks for secrets that leaked (the form is
/// that of GitHub's tokens): a scanner finds every one of them, and hardly anything else. Letters
/// and digits alone mean that a double click selects all of it, and that no shell, URL or header
/// needs to quote it.
public final class Secret {

    /// What one looks like, for those who look for them.
    public static final Pattern FORM = Pattern.compile("wk_[0-9A-Za-z]{49}");

    private static final String PREFIX = "wk_";
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int BITS = 256;
    private static final int RANDOM_DIGITS = 43;
    private static final int CHECK_DIGITS = 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    /// A new one, that nobody can guess.
    static String fresh() {
        String start = PREFIX + digits(new BigInteger(BITS, RANDOM), RANDOM_DIGITS);
        return start + checksum(start);
    }

    /// Whether a text has the form and the checksum of one.
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches()
                && checksum(text.substring(0, text.length() - CHECK_DIGITS))
                        .equals(text.substring(text.length() - CHECK_DIGITS));
    }

    /// What is kept of it. One round of SHA-256 is enough: what cannot be guessed needs no
    /// hardening against guessing.
    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// An id that nobody can guess either.
    static String id(String prefix) {
        return prefix + digits(new BigInteger(BITS / 2, RANDOM), RANDOM_DIGITS / 2 + 1);
    }

    private static String checksum(String start) {
        var crc = new CRC32();
        crc.update(start.getBytes(StandardCharsets.US_ASCII));
        return digits(BigInteger.valueOf(crc.getValue()), CHECK_DIGITS);
    }

    private static String digits(BigInteger number, int count) {
        var text = new StringBuilder();
        BigInteger base = BigInteger.valueOf(DIGITS.length());
        BigInteger rest = number;
        for (int i = 0; i < count; i++) {
            BigInteger[] parts = rest.divideAndRemainder(base);
            text.append(DIGITS.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return text.reverse().toString();
    }
}

package dev.watchkeeper.mcp;

import dev.watchkeeper.tool.Session;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Pre-shared bearer tokens and the session that each one opens. Keeps the tokens' hashes alone;
/// the time a comparison takes says nothing of any token.
public final class BearerTokens implements Function<String, Optional<Session>> {

    private static final int FRESH_BYTES = 32;

    private final List<byte[]> hashes = new ArrayList<>();

    /// Each at the index of its token's hash.
    private final List<Session> opened = new ArrayList<>();

    /// @param sessions by token
    /// @throws IllegalArgumentException when there is none, or an empty one
    public BearerTokens(Map<String, Session> sessions) {
        if (sessions.isEmpty()) {
            throw new IllegalArgumentException("at least one bearer token is needed");
        }
        sessions.forEach((token, session) -> {
            if (token.isBlank()) {
                throw new IllegalArgumentException("a bearer token must not be empty");
            }
            hashes.add(sha256(token));
            opened.add(session);
        });
    }

    /// A new token that nobody can guess: 256 random bits, safe in a URL and in a header.
    public static String fresh() {
        byte[] random = new byte[FRESH_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    @Override
    public Optional<Session> apply(String token) {
        byte[] hash = sha256(token);
        Optional<Session> found = Optional.empty();
        for (int i = 0; i < hashes.size(); i++) {
            if (MessageDigest.isEqual(hashes.get(i), hash)) {
                found = Optional.of(opened.get(i));
            }
        }
        return found;
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package dev.watchkeeper.mcp;

import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.Toolbox;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A gate of pre-shared bearer tokens that are fixed when it is built, each with a session, all
/// with the same tools and no limit to their calls: for the endpoint of one run. Keeps the tokens'
/// hashes alone; the time a comparison takes says nothing of any token.
public final class BearerTokens implements Gate {

    private static final int FRESH_BYTES = 32;

    private final List<byte[]> hashes = new ArrayList<>();

    /// Each at the index of its token's hash.
    private final List<Admission> opened = new ArrayList<>();

    /// @param sessions by token
    /// @throws IllegalArgumentException when there is none, or an empty one
    public BearerTokens(Map<String, Session> sessions, Toolbox toolbox) {
        if (sessions.isEmpty()) {
            throw new IllegalArgumentException("at least one bearer token is needed");
        }
        sessions.forEach((token, session) -> {
            if (token.isBlank()) {
                throw new IllegalArgumentException("a bearer token must not be empty");
            }
            hashes.add(sha256(token));
            opened.add(
                    new Admission.Admitted(
                            new Visitor(
                                    session,
                                    toolset ->
                                            toolset == null
                                                    ? Optional.of(toolbox)
                                                    : Optional.empty(),
                                    Visitor.UNLIMITED,
                                    _ -> List.of())));
        });
    }

    /// A new token that nobody can guess: 256 random bits, safe in a URL and in a header.
    public static String fresh() {
        byte[] random = new byte[FRESH_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    @Override
    public Admission admit(String token) {
        byte[] hash = sha256(token);
        Admission found = new Admission.Refused("unknown token", "");
        for (int i = 0; i < hashes.size(); i++) {
            if (MessageDigest.isEqual(hashes.get(i), hash)) {
                found = opened.get(i);
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

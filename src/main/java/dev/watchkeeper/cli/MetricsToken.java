package dev.watchkeeper.cli;

import dev.watchkeeper.model.BadRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// The token that opens `/metrics`, and nothing else.
final class MetricsToken {

    static final String VARIABLE = "WATCHKEEPER_METRICS_TOKEN";

    private static final int SHORTEST = 24;

    private final byte[] token;

    /// @throws BadRequest when it could be guessed
    MetricsToken(String token) {
        if (token.length() < SHORTEST) {
            throw new BadRequest(
                    VARIABLE
                            + " must have at least "
                            + SHORTEST
                            + " characters; make one with: openssl rand -hex 32");
        }
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /// Whether that is it, in a time that does not tell how much of it is.
    boolean is(String given) {
        return MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
    }
}

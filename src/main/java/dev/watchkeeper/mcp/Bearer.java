package dev.watchkeeper.mcp;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The bearer token of a request (RFC 6750): from its one `Authorization` header and from nowhere
/// else.
final class Bearer {

    private static final Pattern TOKEN =
            Pattern.compile("Bearer +([A-Za-z0-9._~+/=-]{1,4096})", Pattern.CASE_INSENSITIVE);

    private Bearer() {}

    static Optional<String> of(Exchange exchange) {
        List<String> given = exchange.values("Authorization");
        var token = TOKEN.matcher(given.size() == 1 ? given.getFirst() : "");
        return token.matches() ? Optional.ofNullable(token.group(1)) : Optional.empty();
    }
}

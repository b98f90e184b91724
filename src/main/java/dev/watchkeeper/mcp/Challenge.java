package dev.watchkeeper.mcp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client without the right token is told of the one it needs (`WWW-Authenticate`, RFC 6750
/// and RFC 9728): the same for all that fail alike.
///
/// @param resource null where tokens are pre-shared
record Challenge(@Nullable ProtectedResource resource) {

    static final String HEADER = "WWW-Authenticate";

    /// @param given whether there was a token at all
    String token(boolean given) {
        var text = new StringBuilder("Bearer");
        if (given) {
            parameter(text, "error", "invalid_token");
        }
        if (resource != null) {
            scope(text, resource.scopes());
            metadata(text, resource);
        }
        return text.toString();
    }

    String scope(List<String> needed) {
        var text = new StringBuilder("Bearer");
        parameter(text, "error", "insufficient_scope");
        scope(text, needed);
        if (resource != null) {
            metadata(text, resource);
        }
        return text.toString();
    }

    private static void scope(StringBuilder text, List<String> scopes) {
        if (!scopes.isEmpty()) {
            parameter(text, "scope", String.join(" ", scopes));
        }
    }

    private static void metadata(StringBuilder text, ProtectedResource resource) {
        parameter(text, "resource_metadata", resource.metadataUri().toString());
    }

    private static void parameter(StringBuilder text, String name, String value) {
        text.append(text.indexOf("=") < 0 ? " " : ", ")
                .append(name)
                .append("=\"")
                .append(value)
                .append('"');
    }
}

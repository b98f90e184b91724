package dev.watchkeeper.mcp;

import dev.watchkeeper.model.BadRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What an OAuth client is told of this server (RFC 9728): constant, whatever name the client used
/// to reach it.
///
/// @param resource the address of the endpoint as clients know it, which is the audience of their
///   tokens, such as `https://watch.example.org/mcp`
/// @param authorizationServers who issues tokens for it
/// @param scopes what a client may ask for
public record ProtectedResource(URI resource, List<URI> authorizationServers, List<String> scopes) {

    /// Where the metadata of a resource without a path is (RFC 9728, 3.1); with one, its path
    /// follows.
    static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    /// RFC 6749, 3.3.
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,100}");

    /// @throws BadRequest when an address is not `https` (loopback may do without), or a scope is
    ///   none
    public ProtectedResource {
        authorizationServers = List.copyOf(authorizationServers);
        scopes = List.copyOf(scopes);
        secure("resource", resource);
        if (authorizationServers.isEmpty()) {
            throw new BadRequest("a protected resource needs an authorization server");
        }
        authorizationServers.forEach(server -> secure("authorization server", server));
        for (String scope : scopes) {
            if (!isScope(scope)) {
                throw new BadRequest(
                        "a scope has 1 to 100 printable characters without space, quote or"
                                + " backslash");
            }
        }
    }

    static boolean isScope(String scope) {
        return SCOPE.matcher(scope).matches();
    }

    /// Where a client finds the metadata.
    URI metadataUri() {
        return resource.resolve(WELL_KNOWN + resource.getPath());
    }

    Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("resource", resource.toString());
        metadata.put(
                "authorization_servers", authorizationServers.stream().map(URI::toString).toList());
        metadata.put("scopes_supported", scopes);
        metadata.put("bearer_methods_supported", List.of("header"));
        return metadata;
    }

    private static void secure(String what, URI uri) {
        String host = uri.getHost();
        boolean local =
                "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
        if (host == null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null
                || !("https".equals(uri.getScheme())
                        || (local && "http".equals(uri.getScheme())))) {
            throw new BadRequest(
                    "the " + what + " must be an https address without user, query or fragment");
        }
    }
}

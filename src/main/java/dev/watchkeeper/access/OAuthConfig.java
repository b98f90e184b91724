package dev.watchkeeper.access;

import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Words;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An identity provider whose access tokens open something here. This server is an OAuth 2.1
/// resource server: it never sees a password and gives no tokens out.
///
/// @param scopes what each OAuth scope opens, the strongest first: of several that a token has, the
///   first one here is what it gets. Scopes are levels, not parts: two of them are not added up,
///   since "streams of one, tools of the other" would be more than either gives
@Doc("an identity provider whose access tokens are taken (OAuth 2.1)")
public record OAuthConfig(
        @Doc("the provider, exactly as in the iss claim of its tokens") URI issuer,
        @Doc("what must stand in the aud claim of a token") String audience,
        @Doc("the provider's public keys (JWKS): an https URL, or a file") KeySetLocation jwks,
        @Doc("the URL clients reach this server by, for its RFC 9728 metadata; default: audience")
                @Nullable URI resource,
        @Doc("what each OAuth scope opens, the strongest first: of several the first one counts")
                Map<String, Scope> scopes) {

    /// Scope tokens as in RFC 6749, section 3.3.
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,100}");

    /// What says nothing of what is wanted, or asks for something that is no right to see.
    private static final Set<String> TOO_WIDE = Set.of("*", "all", "offline_access", "openid");

    /// @throws IllegalArgumentException saying which key is no use
    public OAuthConfig {
        requirePlain("issuer", issuer);
        if (audience.isBlank()) {
            throw new IllegalArgumentException("audience must not be empty");
        }
        if (resource != null) {
            requirePlain("resource", resource);
        } else if (!audience.startsWith("https://") && !audience.startsWith("http://")) {
            throw new IllegalArgumentException(
                    "resource is needed, because the audience is no URL: give the URL clients reach"
                            + " this server by, such as https://ops.example.org/mcp");
        } else {
            requirePlain("audience", URI.create(audience));
        }
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("scopes must name at least one OAuth scope");
        }
        for (String name : scopes.keySet()) {
            if (!SCOPE.matcher(name).matches() || TOO_WIDE.contains(name)) {
                throw new IllegalArgumentException(
                        "scopes: "
                                + Words.quote(name)
                                + " cannot be given a meaning here; name a scope such as"
                                + " watchkeeper:read");
            }
        }
    }

    /// Where clients reach this server.
    public URI resourceUrl() {
        return resource != null ? resource : URI.create(audience);
    }

    private static void requirePlain(String key, URI url) {
        if (!KeySetLocation.isSafe(url) || url.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    key
                            + " must be an https URL without user, query or fragment (http only on"
                            + " loopback)");
        }
    }
}

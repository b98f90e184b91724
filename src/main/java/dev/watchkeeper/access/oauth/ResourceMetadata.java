package dev.watchkeeper.access.oauth;

import dev.watchkeeper.access.OAuthConfig;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What clients are told of how to get an access token (OAuth 2.0 Protected Resource Metadata, RFC
/// 9728). From tools.yaml alone, nothing of a request: a client opens what it finds here.
///
/// @param resource the URL clients reach this server by
/// @param issuer the identity provider
/// @param scopes the names of the scopes, the strongest first
public record ResourceMetadata(URI resource, URI issuer, List<String> scopes) {

    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    public static ResourceMetadata of(OAuthConfig config) {
        return new ResourceMetadata(
                config.resourceUrl(), config.issuer(), List.copyOf(config.scopes().keySet()));
    }

    /// The document.
    public Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("resource", resource.toString());
        json.put("authorization_servers", List.of(issuer.toString()));
        json.put("scopes_supported", scopes);
        json.put("bearer_methods_supported", List.of("header"));
        json.put("resource_name", "Watchkeeper");
        return json;
    }

    /// The path under which it is served: the well-known one before the path of the resource
    /// (section 3.1).
    public String path() {
        String path = resource.getRawPath();
        return WELL_KNOWN + (path == null || path.equals("/") ? "" : path);
    }

    /// Its URL, for challenges.
    public URI url() {
        return URI.create(resource.getScheme() + "://" + resource.getRawAuthority() + path());
    }

    /// The value of `WWW-Authenticate` for a request without a good token: where the document is,
    /// and the weakest scope, to begin with.
    public String challenge() {
        return "Bearer resource_metadata=\"" + url() + "\", scope=\"" + scopes.getLast() + "\"";
    }

    /// The value of `WWW-Authenticate` for a call that needs other scopes than the token has (RFC
    /// 6750, section 3.1).
    public String challenge(List<String> needed) {
        return "Bearer error=\"insufficient_scope\", scope=\""
                + String.join(" ", needed)
                + "\", resource_metadata=\""
                + url()
                + "\"";
    }
}

package dev.watchkeeper.access.oauth;

import dev.watchkeeper.access.Declared;
import dev.watchkeeper.access.KeySetLocation;
import dev.watchkeeper.access.OAuthConfig;
import dev.watchkeeper.access.Scope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A server that trusts an identity provider, at a time that tests move.
final class ResourceServer implements InstantSource {

    static final Scope WRITE = scope(null, true);
    static final Scope READ = scope(null, false);
    static final Scope GLANCE = scope("glancing", false);

    static final Declared DECLARED =
            new Declared(
                    Map.of("glancing", List.of("get_overview")),
                    new LinkedHashSet<>(List.of("get_overview", "query_logs", "write_incident")),
                    Set.of("db"),
                    Set.of("gateway"));

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void pass(java.time.Duration time) {
        now = now.plus(time);
    }

    OAuthIdentities trusting(IdentityProvider provider) {
        return new OAuthIdentities(
                config(provider, new KeySetLocation.Web(provider.jwks())), DECLARED, this);
    }

    static OAuthConfig config(IdentityProvider provider, KeySetLocation keys) {
        var scopes = new LinkedHashMap<String, Scope>();
        scopes.put("watchkeeper:write", WRITE);
        scopes.put("watchkeeper:read", READ);
        scopes.put("watchkeeper:glance", GLANCE);
        return new OAuthConfig(provider.issuer(), IdentityProvider.AUDIENCE, keys, null, scopes);
    }

    private static Scope scope(@Nullable String toolset, boolean writes) {
        return new Scope(
                toolset, List.of(), List.of(), List.of("gateway"), null, null, 120, writes);
    }
}

package dev.watchkeeper.access.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.access.Identities.Answer;
import dev.watchkeeper.access.Identity;
import dev.watchkeeper.access.KeySetLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a good token gives, and where its key comes from.
class OAuthIdentitiesTest {

    private final ResourceServer server = new ResourceServer();
    private final IdentityProvider provider = new IdentityProvider(server);
    private final OAuthIdentities identities = server.trusting(provider);

    OAuthIdentitiesTest() throws IOException {}

    @AfterEach
    void close() {
        provider.close();
    }

    private Identity known(String token) {
        return identities.of(token) instanceof Answer.Known(Identity identity)
                ? identity
                : org.junit.jupiter.api.Assertions.fail("not known: " + identities.of(token));
    }

    @Test
    void aGoodTokenGivesItsScope() {
        Identity anna = known(provider.token("anna", "openid watchkeeper:read"));

        assertThat(anna.name()).isEqualTo("oauth:anna");
        assertThat(anna.scope()).isEqualTo(ResourceServer.READ);
    }

    @Test
    void scopesMayComeAsAListOrUnderTheOtherName() {
        Map<String, Object> claims = provider.claims("anna", "");
        claims.put("scope", List.of("watchkeeper:glance"));
        assertThat(known(provider.sign(claims)).scope()).isEqualTo(ResourceServer.GLANCE);

        claims.remove("scope");
        claims.put("scp", "watchkeeper:read");
        assertThat(known(provider.sign(claims)).scope()).isEqualTo(ResourceServer.READ);
        claims.put("scp", List.of("watchkeeper:write", 7));
        assertThat(known(provider.sign(claims)).scope()).isEqualTo(ResourceServer.WRITE);
    }

    @Test
    void ofSeveralScopesTheFirstInToolsYamlHolds() {
        assertThat(
                        known(
                                        provider.token(
                                                "anna",
                                                "watchkeeper:glance watchkeeper:write watchkeeper:read"))
                                .scope())
                .isEqualTo(ResourceServer.WRITE);
    }

    @Test
    void aTokenThatOpensNothingOpensNothing() {
        for (String scope :
                List.of("", "openid profile", "watchkeeper:readonly", "WATCHKEEPER:READ")) {
            assertThat(identities.of(provider.token("anna", scope)))
                    .isEqualTo(new Answer.Unscoped("oauth:anna", "watchkeeper:glance"));
        }
        Map<String, Object> claims = provider.claims("anna", "");
        claims.put("scope", Map.of("watchkeeper:read", true));
        assertThat(identities.of(provider.sign(claims)))
                .isEqualTo(new Answer.Unscoped("oauth:anna", "watchkeeper:glance"));
    }

    @Test
    void whatIsMissingIsTheWeakestScopeThatWouldHelp() {
        Identity glancing = known(provider.token("anna", "watchkeeper:glance"));
        assertThat(glancing.scopesFor().apply("query_logs")).containsExactly("watchkeeper:read");
        assertThat(glancing.scopesFor().apply("write_incident"))
                .containsExactly("watchkeeper:write");
        assertThat(glancing.scopesFor().apply("no_such_tool")).isEmpty();

        Identity writing = known(provider.token("anna", "watchkeeper:write"));
        assertThat(writing.scopesFor().apply("write_incident")).isEmpty();
    }

    @Test
    void aSessionBelongsToOneSubjectWhateverTheToken() {
        String first = known(provider.token("anna", "watchkeeper:read")).session();
        String second = known(provider.token("anna", "watchkeeper:write")).session();
        String other = known(provider.token("ben", "watchkeeper:read")).session();

        assertThat(first).matches("oauth-[0-9a-f]{32}").isEqualTo(second).isNotEqualTo(other);
    }

    @Test
    void keysAreReadOnceAndAgainWhenTheyChange() {
        known(provider.token("anna", "watchkeeper:read"));
        known(provider.token("ben", "watchkeeper:read"));
        assertThat(provider.asked()).isEqualTo(1);

        String old = provider.token("anna", "watchkeeper:read");
        provider.rotate();
        server.pass(Duration.ofMinutes(1));
        known(provider.token("anna", "watchkeeper:read"));
        assertThat(provider.asked()).isEqualTo(2);
        assertThat(identities.of(old))
                .isEqualTo(
                        new Answer.Unknown("it is signed by no key of the identity provider", ""));
    }

    @Test
    void aKeyThatWasTakenBackIsTrustedTenMinutesAtMost() {
        String old = provider.token("anna", "watchkeeper:read");
        known(old);
        provider.rotate();

        server.pass(Duration.ofMinutes(4));
        known(old);
        server.pass(Duration.ofMinutes(6));
        assertThat(identities.of(provider.sign(provider.claims("anna", "watchkeeper:read"))))
                .isInstanceOf(Answer.Known.class);
        assertThat(identities.of(old)).isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void unknownKeysAreLookedForOnceAMinute() {
        known(provider.token("anna", "watchkeeper:read"));
        for (int i = 0; i < 500; i++) {
            identities.of(
                    provider.sign(provider.header().keyID("key" + i).build(), "{\"sub\":\"x\"}"));
        }
        assertThat(provider.asked()).isEqualTo(1);

        server.pass(KeySet.BETWEEN_READS);
        for (int i = 0; i < 5; i++) {
            identities.of(
                    provider.sign(provider.header().keyID("key" + i).build(), "{\"sub\":\"x\"}"));
        }
        assertThat(provider.asked()).isEqualTo(2);
    }

    @Test
    void whileTheProviderIsAwayItsKeysAreGoodForAnHour() {
        known(provider.token("anna", "watchkeeper:read"));
        provider.answering(exchange -> IdentityProvider.give(exchange, 503, "{}"));

        server.pass(Duration.ofMinutes(59));
        known(provider.token("anna", "watchkeeper:read"));
        server.pass(Duration.ofMinutes(1));
        assertThat(identities.of(provider.token("anna", "watchkeeper:read")))
                .isEqualTo(new Answer.Unknown("the identity provider's keys cannot be read", ""));

        provider.answering(null);
        server.pass(Duration.ofMinutes(1));
        known(provider.token("anna", "watchkeeper:read"));
    }

    private String problem() {
        return identities.problem().orElse("");
    }

    @Test
    void whatIsNoKeySetIsSaid() {
        provider.answering(exchange -> IdentityProvider.give(exchange, 200, "<html>"));
        assertThat(problem())
                .isEqualTo("access.oauth.jwks: the keys cannot be read: it is no key set (JWKS)");

        server.pass(KeySet.BETWEEN_READS);
        provider.answering(exchange -> IdentityProvider.give(exchange, 200, "{\"keys\":[]}"));
        assertThat(problem())
                .isEqualTo(
                        "access.oauth.jwks: the keys cannot be read: no key in it is for signatures"
                                + " by RSA or elliptic curves");

        server.pass(KeySet.BETWEEN_READS);
        provider.answering(null);
        assertThat(problem()).isEmpty();
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (var other = new IdentityProvider(server)) {
            provider.answering(exchange -> {
                exchange.getResponseHeaders().set("Location", other.jwks().toString());
                IdentityProvider.give(exchange, 302, "");
            });

            assertThat(problem())
                    .isEqualTo(
                            "access.oauth.jwks: the keys cannot be read: the answer was HTTP 302");
            assertThat(other.asked()).isZero();
        }
    }

    @Test
    void aKeySetWithoutEndIsNotReadToItsEnd() {
        provider.answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                for (int i = 0; i < 1_000_000; i++) {
                    body.write(new byte[8_192]);
                }
            }
        });

        assertThat(problem())
                .isEqualTo(
                        "access.oauth.jwks: the keys cannot be read: it cannot be fetched, or is"
                                + " larger than 256 KB");
    }

    @Test
    void aFileOfKeysIsTakenToo(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("jwks.json");
        var fromFile =
                new OAuthIdentities(
                        ResourceServer.config(provider, new KeySetLocation.InFile(file)),
                        ResourceServer.DECLARED,
                        server);
        assertThat(fromFile.problem())
                .contains("access.oauth.jwks: the keys cannot be read: there is no such file");

        Files.writeString(file, provider.keySet());
        server.pass(KeySet.BETWEEN_READS);
        assertThat(fromFile.of(provider.token("anna", "watchkeeper:read")))
                .isInstanceOf(Answer.Known.class);
        Files.write(file, new byte[KeySource.MOST_BYTES + 1]);
        server.pass(KeySet.FRESH);
        assertThat(fromFile.problem())
                .contains("access.oauth.jwks: the keys cannot be read: it is larger than 256 KB");
    }
}

package dev.watchkeeper.access.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.watchkeeper.access.Identities.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Which keys count, and which algorithms.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SigningKeysTest {

    private static final RSAKey STRANGERS = IdentityProvider.key("strangers");
    private static final String NO_KEY = "it is signed by no key of the identity provider";

    private final ResourceServer server = new ResourceServer();
    private final IdentityProvider provider = new IdentityProvider(server);
    private OAuthIdentities identities = server.trusting(provider);

    SigningKeysTest() throws IOException {}

    @BeforeEach
    void startAnew() {
        identities = server.trusting(provider);
    }

    @AfterAll
    void close() {
        provider.close();
    }

    private String good() {
        return provider.claimsText("anna", "watchkeeper:read");
    }

    @Test
    void addressesInTheHeadAreNeverOpened() throws Exception {
        try (var evil = new IdentityProvider(server)) {
            evil.publish(STRANGERS);
            var head =
                    provider.header()
                            .keyID("strangers")
                            .jwkURL(evil.jwks())
                            .x509CertURL(URI.create(evil.issuer() + "/jwks"))
                            .build();

            assertThat(identities.of(IdentityProvider.sign(head, good(), STRANGERS)))
                    .isEqualTo(new Answer.Unknown(NO_KEY, ""));
            assertThat(evil.asked()).isZero();
        }
    }

    @Test
    void keysThatAreNotForSignaturesOrTooWeakAreNone() throws Exception {
        RSAKey encrypting =
                new RSAKey.Builder(STRANGERS).keyUse(KeyUse.ENCRYPTION).keyID("encrypting").build();
        RSAKey otherAlgorithm =
                new RSAKey.Builder(STRANGERS).algorithm(JWSAlgorithm.PS512).keyID("ps").build();
        try (var other = new IdentityProvider(server)) {
            other.publish(encrypting, otherAlgorithm);
            var trusting = server.trusting(other);
            for (String id : Arrays.asList("encrypting", "ps")) {
                var head = other.header().keyID(id).build();
                String claims = other.claimsText("anna", "watchkeeper:read");
                assertThat(trusting.of(IdentityProvider.sign(head, claims, STRANGERS)))
                        .as(id)
                        .isEqualTo(new Answer.Unknown(NO_KEY, ""));
            }
        }
    }

    @Test
    void aTokenWithoutAKeyIdNeedsASetOfOneKey() throws Exception {
        String claims = good();
        JWSHeader head = provider.header().keyID(null).build();
        assertThat(identities.of(provider.sign(head, claims))).isInstanceOf(Answer.Known.class);

        try (var two = new IdentityProvider(server)) {
            two.publish(STRANGERS);
            assertThat(
                            server.trusting(two)
                                    .of(
                                            two.sign(
                                                    two.header().keyID(null).build(),
                                                    two.claimsText("anna", "watchkeeper:read"))))
                    .isEqualTo(new Answer.Unknown(NO_KEY, ""));
        }
    }

    @Test
    void everyAllowedAlgorithmIsTaken() throws Exception {
        var accepted = new ArrayList<Boolean>();
        for (var algorithm :
                List.of(
                        JWSAlgorithm.RS256,
                        JWSAlgorithm.RS384,
                        JWSAlgorithm.RS512,
                        JWSAlgorithm.PS256,
                        JWSAlgorithm.PS384,
                        JWSAlgorithm.PS512)) {
            var jws =
                    new JWSObject(
                            new JWSHeader.Builder(algorithm)
                                    .keyID(provider.signingKey().getKeyID())
                                    .build(),
                            new Payload(good()));
            jws.sign(new RSASSASigner(provider.signingKey()));
            accepted.add(identities.of(jws.serialize()) instanceof Answer.Known);
        }
        for (var algorithm : List.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512)) {
            var key =
                    new ECKeyGenerator(Curve.forJWSAlgorithm(algorithm).iterator().next())
                            .keyID("curve")
                            .generate();
            var jws =
                    new JWSObject(
                            new JWSHeader.Builder(algorithm).keyID("curve").build(),
                            new Payload(good()));
            jws.sign(new ECDSASigner(key));
            byte[] set =
                    new com.nimbusds.jose.jwk.JWKSet(key)
                            .toString()
                            .getBytes(StandardCharsets.UTF_8);
            var config =
                    ResourceServer.config(
                            provider,
                            new dev.watchkeeper.access.KeySetLocation.Web(provider.jwks()));
            var byCurve = new OAuthIdentities(config, ResourceServer.DECLARED, server, () -> set);
            accepted.add(byCurve.of(jws.serialize()) instanceof Answer.Known);
        }
        assertThat(accepted).hasSize(9).doesNotContain(false);
    }
}

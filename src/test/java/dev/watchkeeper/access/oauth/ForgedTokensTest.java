package dev.watchkeeper.access.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.watchkeeper.access.Identities.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every known way to make a resource server take a token that it should not (RFC 8725 and what
/// became known since): each is one row.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedTokensTest {

    private static final RSAKey STRANGERS = IdentityProvider.key("strangers");
    private static final String NO_JWT = "it is no pre-shared token and no signed JWT";
    private static final String NO_KEY = "it is signed by no key of the identity provider";
    private static final String WRONG = "its signature is wrong";
    private static final String ALGORITHM = "its algorithm is not allowed";

    private final ResourceServer server = new ResourceServer();
    private final IdentityProvider provider = new IdentityProvider(server);
    private OAuthIdentities identities = server.trusting(provider);

    ForgedTokensTest() throws IOException {}

    @BeforeEach
    void startAnew() {
        identities = server.trusting(provider);
    }

    @AfterAll
    void close() {
        provider.close();
    }

    private static Arguments row(String name, String token, String reason) {
        return Arguments.of(name, token, reason, "");
    }

    private Arguments claims(String name, Consumer<Map<String, Object>> change, String reason) {
        Map<String, Object> claims = provider.claims("anna", "watchkeeper:read");
        change.accept(claims);
        return Arguments.of(name, provider.sign(claims), reason, "oauth:anna");
    }

    /// One of which nothing is believed, not even whose it is.
    private Arguments nobodys(String name, Consumer<Map<String, Object>> change, String reason) {
        Map<String, Object> claims = provider.claims("anna", "watchkeeper:read");
        change.accept(claims);
        return row(name, provider.sign(claims), reason);
    }

    private String good() {
        return json(provider.claims("anna", "watchkeeper:read"));
    }

    private static String json(Map<String, Object> claims) {
        return tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(claims);
    }

    private static String encoded(String text) {
        return Base64URL.encode(text).toString();
    }

    private String[] parts() {
        return provider.token("anna", "watchkeeper:read").split("\\.", -1);
    }

    private String mac(byte[] secret) throws JOSEException {
        var jws =
                new JWSObject(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .keyID(provider.signingKey().getKeyID())
                                .build(),
                        new Payload(good()));
        jws.sign(new MACSigner(secret));
        return jws.serialize();
    }

    Stream<Arguments> signatures() throws Exception {
        String[] parts = parts();
        String none = encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\"}");
        String body = encoded(good());
        String publicKey =
                "-----BEGIN PUBLIC KEY-----\n"
                        + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(provider.signingKey().toRSAPublicKey().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n";
        JWSHeader strangers = provider.header().jwk(STRANGERS.toPublicJWK()).build();
        var elliptic = new ECKeyGenerator(Curve.P_256).keyID("first").generate();
        var psychic =
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(provider.signingKey().getKeyID())
                        .build();
        var byCurve = new JWSObject(psychic, new Payload(good()));
        byCurve.sign(new ECDSASigner(elliptic));
        return Stream.of(
                row("no algorithm", none + "." + body + ".", NO_JWT),
                row("no algorithm, with a signature", none + "." + body + "." + parts[2], NO_JWT),
                row(
                        "no algorithm in other letters",
                        encoded("{\"alg\":\"nOnE\"}") + "." + body + "." + parts[2],
                        ALGORITHM),
                row(
                        "the public key as a shared secret (PEM)",
                        mac(publicKey.getBytes(StandardCharsets.US_ASCII)),
                        ALGORITHM),
                row(
                        "the public key as a shared secret (DER)",
                        mac(provider.signingKey().toRSAPublicKey().getEncoded()),
                        ALGORITHM),
                row(
                        "the public key as a shared secret (modulus)",
                        mac(provider.signingKey().getModulus().decode()),
                        ALGORITHM),
                row("an empty signature", parts[0] + "." + parts[1] + ".", NO_JWT),
                row("two parts", parts[0] + "." + parts[1], NO_JWT),
                row("five parts", provider.token("a", "b") + ".e30.e30", NO_JWT),
                row(
                        "other claims under the signature",
                        parts[0] + "." + encoded(good().replace("anna", "root")) + "." + parts[2],
                        WRONG),
                row(
                        "a signature of zeros",
                        parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[256]),
                        WRONG),
                row(
                        "an elliptic signature of zeros for an RSA key",
                        encoded(psychic.toString())
                                + "."
                                + body
                                + "."
                                + Base64URL.encode(new byte[64]),
                        NO_KEY),
                row("an elliptic key under the id of another", byCurve.serialize(), NO_KEY),
                row(
                        "a stranger's key under a known id",
                        IdentityProvider.sign(provider.header().build(), good(), STRANGERS),
                        WRONG),
                row(
                        "a stranger's key in the head",
                        IdentityProvider.sign(strangers, good(), STRANGERS),
                        WRONG),
                row(
                        "a stranger's key in the head, under its own id",
                        IdentityProvider.sign(
                                provider.header()
                                        .keyID("strangers")
                                        .jwk(STRANGERS.toPublicJWK())
                                        .build(),
                                good(),
                                STRANGERS),
                        NO_KEY),
                row(
                        "a stranger's certificate in the head",
                        IdentityProvider.sign(
                                provider.header()
                                        .x509CertChain(
                                                List.of(
                                                        com.nimbusds.jose.util.Base64.encode(
                                                                new byte[64])))
                                        .build(),
                                good(),
                                STRANGERS),
                        WRONG),
                row(
                        "a path for an id",
                        IdentityProvider.sign(
                                provider.header().keyID("../../../../dev/null").build(),
                                good(),
                                STRANGERS),
                        NO_KEY),
                row(
                        "SQL for an id",
                        IdentityProvider.sign(
                                provider.header().keyID("x' UNION SELECT 'key").build(),
                                good(),
                                STRANGERS),
                        NO_KEY),
                row(
                        "a URL for an id",
                        IdentityProvider.sign(
                                provider.header().keyID("https://evil.example/key").build(),
                                good(),
                                STRANGERS),
                        NO_KEY),
                row(
                        "no id, a stranger's key",
                        IdentityProvider.sign(
                                provider.header().keyID(null).build(), good(), STRANGERS),
                        WRONG),
                row(
                        "extensions that must be understood",
                        provider.sign(
                                provider.header()
                                        .criticalParams(Set.of("exp2"))
                                        .customParam("exp2", 1)
                                        .build(),
                                good()),
                        "it demands extensions that are not known"),
                row(
                        "an unencoded payload",
                        provider.sign(
                                provider.header()
                                        .criticalParams(Set.of("b64"))
                                        .base64URLEncodePayload(false)
                                        .build(),
                                good()),
                        NO_JWT),
                row(
                        "a logout token",
                        provider.sign(
                                provider.header().type(new JOSEObjectType("logout+jwt")).build(),
                                good()),
                        "its type is not that of an access token"),
                row(
                        "a proof of possession",
                        provider.sign(
                                provider.header().type(new JOSEObjectType("dpop+jwt")).build(),
                                good()),
                        "its type is not that of an access token"));
    }

    Stream<Arguments> heads() {
        return Stream.of(
                row("nothing", "", NO_JWT),
                row("dots", "..", NO_JWT),
                row("no JSON", "a.b.c", NO_JWT),
                row("an opaque token", "gho_16C7e42F292c6912E7710c838347Ae178B4a", NO_JWT),
                row("one of ours that was mistyped", "wk_" + "x".repeat(49), NO_JWT),
                row("a megabyte", "a".repeat(1_000_000), "it is too long"),
                row(
                        "a head that is too deep",
                        encoded("{\"a\":".repeat(1_400) + "1" + "}".repeat(1_400))
                                        .substring(0, 8_000)
                                + ".e30.e30",
                        NO_JWT),
                row(
                        "an algorithm given twice",
                        encoded("{\"alg\":\"RS256\",\"alg\":\"none\"}") + ".e30.e30",
                        NO_JWT),
                row(
                        "an algorithm that is a list",
                        encoded("{\"alg\":[\"RS256\"]}") + ".e30.e30",
                        NO_JWT),
                row("letters that are no base64", "ä." + "ö.ü", NO_JWT));
    }

    Stream<Arguments> contents() {
        long now = server.instant().getEpochSecond();
        return Stream.of(
                nobodys(
                        "another issuer",
                        c -> c.put("iss", "https://evil.example"),
                        "it is of another issuer"),
                nobodys(
                        "an issuer with a slash more",
                        c -> c.put("iss", provider.issuer() + "/"),
                        "it is of another issuer"),
                nobodys("no issuer", c -> c.remove("iss"), "it is of another issuer"),
                nobodys(
                        "no subject",
                        c -> c.remove("sub"),
                        "it has no subject of at most 255 visible characters"),
                nobodys(
                        "an empty subject",
                        c -> c.put("sub", " "),
                        "it has no subject of at most 255 visible characters"),
                nobodys(
                        "a subject that looks like another",
                        c -> c.put("sub", "anna\u202e\u001b[31m\n"),
                        "it has no subject of at most 255 visible characters"),
                nobodys(
                        "a subject without end",
                        c -> c.put("sub", "x".repeat(256)),
                        "it has no subject of at most 255 visible characters"),
                nobodys(
                        "a subject that is a list",
                        c -> c.put("sub", List.of("anna")),
                        "its claims cannot be read"),
                claims(
                        "another audience",
                        c -> c.put("aud", "https://other.example.org/mcp"),
                        "it is for another audience"),
                claims(
                        "an audience that ours begins",
                        c -> c.put("aud", IdentityProvider.AUDIENCE + "/x"),
                        "it is for another audience"),
                claims(
                        "an audience that begins ours",
                        c -> c.put("aud", "https://ops.example.org"),
                        "it is for another audience"),
                claims(
                        "the audience in other letters",
                        c -> c.put("aud", "HTTPS://OPS.EXAMPLE.ORG/MCP"),
                        "it is for another audience"),
                claims("no audience", c -> c.remove("aud"), "it is for another audience"),
                claims(
                        "an ID token",
                        c -> c.put("aud", "claude-code"),
                        "it is for another audience"),
                claims("no expiry", c -> c.remove("exp"), "it has no expiry"),
                claims("expired", c -> c.put("exp", now - 30), "expired"),
                claims("expired long ago", c -> c.put("exp", 0), "expired"),
                claims("expired before all time", c -> c.put("exp", Long.MIN_VALUE), "expired"),
                nobodys(
                        "an expiry in words",
                        c -> c.put("exp", "tomorrow"),
                        "its claims cannot be read"),
                nobodys(
                        "an expiry that is a text",
                        c -> c.put("exp", Long.toString(now + 300)),
                        "its claims cannot be read"),
                claims("not valid yet", c -> c.put("nbf", now + 31), "it is not valid yet"),
                claims(
                        "bound to a key",
                        c -> c.put("cnf", Map.of("jkt", "x")),
                        "it is bound to a key of its client, which cannot be checked here"),
                row(
                        "claims that are a list",
                        provider.sign(provider.header().build(), "[1]"),
                        "its claims cannot be read"),
                row(
                        "claims that are no JSON",
                        provider.sign(provider.header().build(), "anna"),
                        "its claims cannot be read"),
                row(
                        "a claim given twice",
                        provider.sign(
                                provider.header().build(),
                                good().replace("{", "{\"aud\":\"https://other.example.org\",")),
                        "its claims cannot be read"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"signatures", "heads", "contents"})
    void isRefused(String name, String token, String reason, String principal) {
        assertThat(identities.of(token)).isEqualTo(new Answer.Unknown(reason, principal));
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
                String claims = json(other.claims("anna", "watchkeeper:read"));
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
                                                    json(two.claims("anna", "watchkeeper:read")))))
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

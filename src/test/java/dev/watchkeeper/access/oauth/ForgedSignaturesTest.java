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
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.watchkeeper.access.Identities.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every known way to have another signature taken than the provider's (RFC 8725, and what became
/// known since): each is one row.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedSignaturesTest {

    private static final RSAKey STRANGERS = IdentityProvider.key("strangers");
    private static final String NO_JWT = "it is no pre-shared token and no signed JWT";
    private static final String NO_KEY = "it is signed by no key of the identity provider";
    private static final String WRONG = "its signature is wrong";
    private static final String ALGORITHM = "its algorithm is not allowed";

    private final ResourceServer server = new ResourceServer();
    private final IdentityProvider provider = new IdentityProvider(server);
    private OAuthIdentities identities = server.trusting(provider);

    ForgedSignaturesTest() throws IOException {}

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

    private String good() {
        return provider.claimsText("anna", "watchkeeper:read");
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("signatures")
    void isRefused(String name, String token, String reason, String principal) {
        assertThat(identities.of(token)).isEqualTo(new Answer.Unknown(reason, principal));
    }
}

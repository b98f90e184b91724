package dev.watchkeeper.access.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import dev.watchkeeper.access.Identities.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Tokens that are none, and tokens of the provider that are not for here: each is one row.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedClaimsTest {

    private static final String NO_JWT = "it is no pre-shared token and no signed JWT";

    private final ResourceServer server = new ResourceServer();
    private final IdentityProvider provider = new IdentityProvider(server);
    private OAuthIdentities identities = server.trusting(provider);

    ForgedClaimsTest() throws IOException {}

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
        return provider.claimsText("anna", "watchkeeper:read");
    }

    private static String encoded(String text) {
        return Base64URL.encode(text).toString();
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
    @MethodSource({"heads", "contents"})
    void isRefused(String name, String token, String reason, String principal) {
        assertThat(identities.of(token)).isEqualTo(new Answer.Unknown(reason, principal));
    }
}

package dev.watchkeeper.access.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.watchkeeper.disclosure.Characters;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether an access token is good: a JWT as in RFC 9068, checked as RFC 8725 (JSON Web Token Best
/// Current Practices) and RFC 9068, section 4 say. First the signature, so that nothing of what a
/// stranger wrote is believed, not even for the audit. Thread-safe.
///
/// @param issuer exactly as in `iss`
/// @param audience exactly as in `aud`
record AccessTokenCheck(String issuer, String audience, KeySet keys, InstantSource clock) {

    /// Longer ones are not even read; a token with a few scopes has about 1,000 characters.
    static final int LONGEST = 8_192;

    /// How far the provider's clock may be off.
    static final Duration SKEW = Duration.ofSeconds(30);

    /// Signatures by a key whose other half is not needed to check them. EdDSA would need another
    /// library.
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    /// Many providers say `JWT` or nothing of their access tokens.
    private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt", "jwt", "");

    private static final int LONGEST_SUBJECT = 255;

    /// What was found.
    sealed interface Checked {

        /// The token is good.
        record Good(String subject, Set<String> scopes) implements Checked {}

        /// It is not.
        ///
        /// @param reason in our words
        /// @param subject whose it is, where the signature says so, else empty
        record Bad(String reason, String subject) implements Checked {}
    }

    Checked check(String token) {
        if (token.length() > LONGEST) {
            return bad("it is too long");
        }
        SignedJWT jwt;
        try {
            jwt = SignedJWT.parse(token);
        } catch (ParseException | IllegalArgumentException e) {
            return bad("it is no pre-shared token and no signed JWT");
        }
        String refusal = headRefusal(jwt.getHeader());
        if (refusal != null) {
            return bad(refusal);
        }
        JWK key = keys.find(jwt.getHeader().getKeyID(), jwt.getHeader().getAlgorithm());
        if (key == null) {
            return bad(
                    keys.problem() == null
                            ? "it is signed by no key of the identity provider"
                            : "the identity provider's keys cannot be read");
        }
        return isSigned(jwt, key) ? claims(jwt) : bad("its signature is wrong");
    }

    private static @Nullable String headRefusal(JWSHeader header) {
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            return "its algorithm is not allowed";
        }
        JOSEObjectType type = header.getType();
        if (!TYPES.contains(type == null ? "" : type.getType().toLowerCase(Locale.ROOT))) {
            return "its type is not that of an access token";
        }
        if (header.getCriticalParams() != null && !header.getCriticalParams().isEmpty()) {
            return "it demands extensions that are not known";
        }
        return null;
    }

    private static boolean isSigned(SignedJWT jwt, JWK key) {
        try {
            return jwt.verify(
                    key instanceof ECKey ec
                            ? new ECDSAVerifier(ec)
                            : new RSASSAVerifier(key.toRSAKey()));
        } catch (JOSEException | IllegalStateException e) {
            return false;
        }
    }

    private Checked claims(SignedJWT jwt) {
        JWTClaimsSet claims;
        try {
            claims = jwt.getJWTClaimsSet();
        } catch (ParseException e) {
            return bad("its claims cannot be read");
        }
        if (!issuer.equals(claims.getIssuer())) {
            return bad("it is of another issuer");
        }
        String subject = claims.getSubject();
        if (subject == null || !isPlain(subject)) {
            return bad("it has no subject of at most 255 visible characters");
        }
        String refusal = refusal(claims);
        return refusal == null
                ? new Checked.Good(subject, scopes(claims))
                : new Checked.Bad(refusal, subject);
    }

    /// Two subjects must not look like one in the audit.
    private static boolean isPlain(String subject) {
        return !subject.isBlank()
                && subject.length() <= LONGEST_SUBJECT
                && Characters.line(subject).equals(subject);
    }

    private @Nullable String refusal(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        Date notBefore = claims.getNotBeforeTime();
        if (!claims.getAudience().contains(audience)) {
            return "it is for another audience";
        }
        if (expires == null) {
            return "it has no expiry";
        }
        if (!now.isBefore(expires.toInstant().plus(SKEW))) {
            return "expired";
        }
        if (notBefore != null && now.plus(SKEW).isBefore(notBefore.toInstant())) {
            return "it is not valid yet";
        }
        if (claims.getClaim("cnf") != null) {
            return "it is bound to a key of its client, which cannot be checked here";
        }
        return null;
    }

    /// As RFC 9068 says, a text with spaces; some providers give a list, or call it `scp`.
    private static Set<String> scopes(JWTClaimsSet claims) {
        Object claim = claims.getClaim("scope");
        Object scopes = claim == null ? claims.getClaim("scp") : claim;
        var names = new LinkedHashSet<String>();
        switch (scopes) {
            case String text -> names.addAll(List.of(text.split(" ", -1)));
            case List<?> list ->
                    list.stream()
                            .filter(String.class::isInstance)
                            .map(String.class::cast)
                            .forEach(names::add);
            case null, default -> {
                // nothing that could be a scope
            }
        }
        return names;
    }

    private static Checked bad(String reason) {
        return new Checked.Bad(reason, "");
    }
}

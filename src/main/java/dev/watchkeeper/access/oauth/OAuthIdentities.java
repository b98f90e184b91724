package dev.watchkeeper.access.oauth;

import dev.watchkeeper.access.Declared;
import dev.watchkeeper.access.Identities;
import dev.watchkeeper.access.Identity;
import dev.watchkeeper.access.OAuthConfig;
import dev.watchkeeper.access.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who holds an access token of the identity provider that tools.yaml names.
///
/// A token gets one scope of tools.yaml: the first one there that it has. A session belongs to one
/// subject of one provider, whatever tokens they come with. Thread-safe.
public final class OAuthIdentities implements Identities {

    private static final int SESSION_DIGITS = 32;

    private final OAuthConfig config;
    private final Declared declared;
    private final KeySet keys;
    private final AccessTokenCheck check;

    /// The strongest first.
    private final List<String> ranked;

    /// @param clock the real time
    public OAuthIdentities(OAuthConfig config, Declared declared, InstantSource clock) {
        this(config, declared, clock, KeySource.of(config.jwks()));
    }

    OAuthIdentities(OAuthConfig config, Declared declared, InstantSource clock, KeySource source) {
        this.config = config;
        this.declared = declared;
        this.keys = new KeySet(source, clock);
        this.check =
                new AccessTokenCheck(config.issuer().toString(), config.audience(), keys, clock);
        this.ranked = List.copyOf(config.scopes().keySet());
    }

    /// Reads the provider's keys, so that what is wrong there is known before somebody comes.
    ///
    /// @return what is wrong, as half a sentence; empty when they were read
    public Optional<String> problem() {
        keys.readAgain(check.clock().instant());
        return Optional.ofNullable(keys.problem())
                .map(problem -> "access.oauth.jwks: the keys cannot be read: " + problem);
    }

    @Override
    public Answer of(String bearer) {
        return switch (check.check(bearer)) {
            case AccessTokenCheck.Checked.Good(String subject, Set<String> scopes) ->
                    answer(subject, scopes);
            case AccessTokenCheck.Checked.Bad(String reason, String subject) ->
                    new Answer.Unknown(reason, subject.isEmpty() ? "" : principal(subject));
        };
    }

    private Answer answer(String subject, Set<String> granted) {
        int rank = 0;
        while (rank < ranked.size() && !granted.contains(ranked.get(rank))) {
            rank++;
        }
        if (rank == ranked.size()) {
            return new Answer.Unscoped(principal(subject), ranked.getLast());
        }
        List<String> stronger = ranked.subList(0, rank).reversed();
        return new Answer.Known(
                new Identity(
                        principal(subject),
                        session(subject),
                        scope(ranked.get(rank)),
                        tool -> scopesFor(tool, stronger)));
    }

    /// The weakest of the stronger scopes that gives the tool: to ask for more would be to teach
    /// clients to ask for everything.
    private List<String> scopesFor(String tool, List<String> stronger) {
        return stronger.stream()
                .filter(name -> declared.tools(scope(name)).contains(tool))
                .limit(1)
                .toList();
    }

    private Scope scope(String name) {
        Scope scope = config.scopes().get(name);
        if (scope == null) {
            throw new IllegalStateException("no scope " + name);
        }
        return scope;
    }

    /// The subject, told apart from the names of pre-shared tokens, which have no colon.
    private static String principal(String subject) {
        return "oauth:" + subject;
    }

    private String session(String subject) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    (config.issuer() + "\n" + subject)
                                            .getBytes(StandardCharsets.UTF_8));
            return "oauth-" + HexFormat.of().formatHex(hash).substring(0, SESSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

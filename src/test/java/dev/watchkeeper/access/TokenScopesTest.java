package dev.watchkeeper.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.access.Found.Invalid;
import dev.watchkeeper.access.Found.Reason;
import dev.watchkeeper.model.BadConfig;
import dev.watchkeeper.state.StateDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A scope that nothing could keep to opens nothing.
class TokenScopesTest {

    private static final Scope GATEWAY =
            new Scope(null, List.of(), List.of(), List.of("gateway"), null, null, 120, false);

    private final Path folder;

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final InstantSource clock = () -> now;
    private final List<StateDatabase> opened = new ArrayList<>();
    private final TokenStore store;

    TokenScopesTest(@TempDir Path folder) {
        this.folder = folder;
        this.store = store();
    }

    @AfterEach
    void close() {
        opened.forEach(StateDatabase::close);
    }

    /// Each as another process would have it.
    private TokenStore store() {
        var state = StateDatabase.open(folder);
        opened.add(state);
        return new TokenStore(state, clock, Runnable::run);
    }

    @Test
    void aScopeThatThisVersionDoesNotKnowIsRefused() {
        String secret = store.add("anna", GATEWAY, null);
        write("anna", "{\"streams\":[\"gateway\"],\"columns\":[\"message\"]}");

        String problem =
                "the store of tokens has 1 problem:\n"
                        + "  anna: its scope: unknown key \"columns\" (known: toolset, tools, sources,"
                        + " streams, look_back, redaction, calls_per_minute, write_incident); this"
                        + " version cannot keep to that; make it anew after: watchkeeper tokens"
                        + " revoke anna";
        assertThatThrownBy(() -> store.check(DeclaredTest.SMALL))
                .isInstanceOf(BadConfig.class)
                .hasMessage(problem);
        assertThatThrownBy(() -> store.find(secret)).hasMessage(problem);
        assertThat(new PreSharedTokens(store, DeclaredTest.SMALL).of(secret))
                .isEqualTo(new Identities.Answer.Unknown("its scope cannot be read", ""));

        store.revoke("anna");
        assertThat(store.find(secret)).isEqualTo(new Invalid(Reason.REVOKED, "anna"));
    }

    @Test
    void aNameThatToolsYamlHasNoMoreIsAnErrorAtTheStart() {
        var old =
                new Scope(
                        "nightly",
                        List.of(),
                        List.of(),
                        List.of("billing", "gateway"),
                        null,
                        null,
                        120,
                        false);
        String secret = store.add("anna", old, null);
        store.add("ben", GATEWAY, null);

        assertThatThrownBy(() -> store.check(DeclaredTest.SMALL))
                .isInstanceOf(BadConfig.class)
                .hasMessage(
                        """
                        the store of tokens has 2 problems:
                          anna: no toolset "nightly" (known: reading); put it back into tools.yaml, or: watchkeeper tokens revoke anna
                          anna: no stream "billing" (known: gateway); put it back into tools.yaml, or: watchkeeper tokens revoke anna\
                        """);
        assertThat(new PreSharedTokens(store, DeclaredTest.SMALL).of(secret))
                .isEqualTo(
                        new Identities.Answer.Unknown(
                                "its scope has names that tools.yaml had not when this server"
                                        + " started",
                                "anna"));

        store.revoke("anna");
        store.check(DeclaredTest.SMALL);
    }

    @Test
    void whoHoldsATokenIsKnownByItsName() {
        String secret = store.add("anna", GATEWAY, null);
        var tokens = new PreSharedTokens(store, DeclaredTest.SMALL);

        assertThat(tokens.of(secret))
                .isInstanceOfSatisfying(
                        Identities.Answer.Known.class,
                        known -> {
                            assertThat(known.identity().name()).isEqualTo("anna");
                            assertThat(known.identity().scope()).isEqualTo(GATEWAY);
                            assertThat(known.identity().session()).startsWith("token-");
                            assertThat(known.identity().scopesFor().apply("query_logs")).isEmpty();
                        });
        store.revoke("anna");
        assertThat(tokens.of(secret)).isEqualTo(new Identities.Answer.Unknown("revoked", "anna"));
        opened.getLast().close();
        assertThat(tokens.of(secret))
                .isEqualTo(new Identities.Answer.Unknown("the store of tokens cannot be read", ""));
    }

    private void write(String name, String scope) {
        opened.getLast()
                .transaction(connection -> {
                    try (var update =
                            connection.prepareStatement("UPDATE token SET scope=? WHERE name=?")) {
                        update.setString(1, scope);
                        update.setString(2, name);
                        return update.executeUpdate();
                    }
                });
    }
}

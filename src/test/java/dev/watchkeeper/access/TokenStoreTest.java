package dev.watchkeeper.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.access.Found.Invalid;
import dev.watchkeeper.access.Found.Reason;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.state.StateDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenStoreTest {

    private static final Scope GATEWAY =
            new Scope(null, List.of(), List.of(), List.of("gateway"), null, null, 120, false);

    private final Path folder;

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final InstantSource clock = () -> now;
    private final List<StateDatabase> opened = new ArrayList<>();
    private final TokenStore store;

    TokenStoreTest(@TempDir Path folder) {
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

    private Token found(String secret) {
        return store.find(secret) instanceof Found.Valid(Token token)
                ? token
                : org.junit.jupiter.api.Assertions.fail("not valid");
    }

    @Test
    void aTokenIsFoundByItsSecretAlone() {
        String secret = store.add("anna", GATEWAY, Duration.ofDays(90));

        Token token = found(secret);

        assertThat(token.name()).isEqualTo("anna");
        assertThat(token.scope()).isEqualTo(GATEWAY);
        assertThat(token.expires()).isEqualTo("2027-02-20T10:00:00Z");
        assertThat(store.find(Secret.fresh())).isEqualTo(new Invalid(Reason.UNKNOWN, ""));
        assertThat(store.find("anna")).isEqualTo(new Invalid(Reason.UNKNOWN, ""));
        assertThat(store.find(secret.toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo(new Invalid(Reason.UNKNOWN, ""));
    }

    @Test
    void theSecretLiesNowhereInTheState() throws IOException {
        String secret = store.add("anna", GATEWAY, null);
        found(secret);
        close();

        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(secret)
                        .doesNotContain(secret.substring(3, 30));
            }
        }
    }

    @Test
    void whatAnotherProcessChangesHoldsFromTheNextRequestOn() {
        TokenStore server = store();
        String first = store.add("anna", GATEWAY, null);
        assertThat(server.find(first)).isInstanceOf(Found.Valid.class);

        String second = store.rotate("anna", Duration.ZERO, null);
        assertThat(server.find(first)).isEqualTo(new Invalid(Reason.REPLACED, "anna"));
        assertThat(server.find(second)).isInstanceOf(Found.Valid.class);

        store.revoke("anna");
        assertThat(server.find(second)).isEqualTo(new Invalid(Reason.REVOKED, "anna"));
    }

    @Test
    void aTokenExpiresOnTheSecond() {
        String secret = store.add("anna", GATEWAY, Duration.ofHours(1));

        now = now.plus(Duration.ofHours(1)).minusMillis(1);
        assertThat(store.find(secret)).isInstanceOf(Found.Valid.class);
        now = now.plusMillis(1);
        assertThat(store.find(secret)).isEqualTo(new Invalid(Reason.EXPIRED, "anna"));
    }

    @Test
    void aTokenForEverDoesNotExpire() {
        String secret = store.add("anna", GATEWAY, null);

        now = now.plus(Duration.ofDays(40_000));

        assertThat(store.find(secret)).isInstanceOf(Found.Valid.class);
    }

    @Test
    void theOldSecretWorksForAsLongAsItWasGiven() {
        String first = store.add("anna", GATEWAY, null);
        String second = store.rotate("anna", Duration.ofHours(2), Duration.ofDays(90));

        assertThat(found(first).session()).isEqualTo(found(second).session());
        assertThat(store.list().getFirst().oldWorksUntil()).isEqualTo("2026-11-22T12:00:00Z");
        now = now.plus(Duration.ofHours(2));
        assertThat(store.find(first)).isEqualTo(new Invalid(Reason.REPLACED, "anna"));
        assertThat(store.find(second)).isInstanceOf(Found.Valid.class);
    }

    @Test
    void aRotationNeverGivesAnOldSecretMoreTime() {
        String first = store.add("anna", GATEWAY, null);
        store.rotate("anna", Duration.ZERO, null);
        store.rotate("anna", Duration.ofDays(9), null);

        assertThat(store.find(first)).isEqualTo(new Invalid(Reason.REPLACED, "anna"));
    }

    @Test
    void anExpiredTokenIsGoodAgainOnceItIsRotated() {
        String first = store.add("anna", GATEWAY, Duration.ofHours(1));
        now = now.plus(Duration.ofDays(1));

        String second = store.rotate("anna", Duration.ofHours(1), Duration.ofHours(1));

        assertThat(store.find(first)).isEqualTo(new Invalid(Reason.EXPIRED, "anna"));
        assertThat(store.find(second)).isInstanceOf(Found.Valid.class);
    }

    @Test
    void aRevokedTokenLeavesItsNameButNotItsSession() {
        String first = store.add("anna", GATEWAY, null);
        String session = found(first).session();
        store.revoke("anna");

        String second = store.add("anna", Scope.EVERYTHING, null);

        assertThat(found(second).session()).isNotEqualTo(session).matches("token-[0-9A-Za-z]{22}");
        assertThat(store.find(first)).isEqualTo(new Invalid(Reason.REVOKED, "anna"));
        assertThat(store.list())
                .extracting(token -> token.state(now))
                .containsExactly(Token.State.VALID, Token.State.REVOKED);
    }

    @Test
    void mistakesAreSaidInOneSentence() {
        store.add("anna", GATEWAY, null);
        store.add("ben", GATEWAY, null);
        store.revoke("ben");

        assertThatThrownBy(() -> store.add("anna", GATEWAY, null))
                .isInstanceOf(BadRequest.class)
                .hasMessage(
                        "there is a token anna already; give another name, or see:"
                                + " watchkeeper tokens rotate anna, watchkeeper tokens revoke anna");
        assertThatThrownBy(() -> store.add("Anna's laptop", GATEWAY, null))
                .isInstanceOf(BadRequest.class)
                .hasMessage(
                        "the name \"Anna's laptop\" must be at most 40 lower-case letters, digits,"
                                + " - and _, beginning with a letter or digit");
        assertThatThrownBy(() -> store.revoke("ana"))
                .isInstanceOf(BadRequest.class)
                .hasMessage("no token \"ana\"; did you mean anna?");
        assertThatThrownBy(() -> store.rotate("ben", Duration.ZERO, null))
                .isInstanceOf(BadRequest.class)
                .hasMessage("the token ben is revoked already");
    }

    @Test
    void ofManyWhoAddTheSameNameOneSucceeds() throws Exception {
        TokenStore other = store();
        List<Callable<Boolean>> adding = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            TokenStore one = i % 2 == 0 ? store : other;
            adding.add(() -> {
                try {
                    return !one.add("anna", GATEWAY, null).isEmpty();
                } catch (BadRequest e) {
                    return false;
                }
            });
        }

        int added = 0;
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : workers.invokeAll(adding)) {
                added += done.get() ? 1 : 0;
            }
        }

        assertThat(added).isEqualTo(1);
        assertThat(store.list()).hasSize(1);
    }

    @Test
    void theLastUseIsKeptToTheMinute() {
        String secret = store.add("anna", GATEWAY, null);
        assertThat(store.list().getFirst().lastUsed()).isNull();

        found(secret);
        Instant first = now;
        now = now.plusSeconds(59);
        found(secret);
        assertThat(store.list().getFirst().lastUsed()).isEqualTo(first);

        now = now.plusSeconds(1);
        found(secret);
        assertThat(store.list().getFirst().lastUsed()).isEqualTo(now);
    }

    @Test
    void aSecretThatIsRefusedIsNoUse() {
        String secret = store.add("anna", GATEWAY, Duration.ofHours(1));
        now = now.plus(Duration.ofHours(2));

        store.find(secret);

        assertThat(store.list().getFirst().lastUsed()).isNull();
    }
}

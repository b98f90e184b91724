package dev.watchkeeper.access;

import dev.watchkeeper.access.Found.Reason;
import dev.watchkeeper.model.BadConfig;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.schema.Words;
import dev.watchkeeper.state.StateDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The pre-shared bearer tokens, in the state: names, scopes, and hashes of secrets.
///
/// What one process changes holds in another from its next request on: each asks the database.
/// Thread-safe.
public final class TokenStore {

    /// How long a token is good when nobody says.
    public static final Duration USUAL_LIFE = Duration.ofDays(90);

    /// The longest that may be asked for in days; beyond it, say never.
    public static final Duration LONGEST_LIFE = Duration.ofDays(3_650);

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
    private static final Duration USE_IS_KEPT_EVERY = Duration.ofMinutes(1);

    private final StateDatabase database;
    private final InstantSource clock;
    private final Executor aside;
    private final TokenRows rows = new TokenRows();

    /// @param clock the real time: what tokens are good for does not follow `--now` on a server
    /// @param aside where the last use is noted, so that no request waits for a writer:
    ///   `Thread::startVirtualThread`
    public TokenStore(StateDatabase database, InstantSource clock, Executor aside) {
        this.database = database;
        this.clock = clock;
        this.aside = aside;
    }

    /// Adds a token.
    ///
    /// @param scope whose names were checked with [Declared]
    /// @param life how long it is good, or null for ever
    /// @return its secret, which is not kept and cannot be had again
    /// @throws BadRequest when the name is not free or is none
    public String add(String name, Scope scope, @Nullable Duration life) {
        if (!NAME.matcher(name).matches()) {
            throw new BadRequest(
                    "the name "
                            + Words.quote(name)
                            + " must be at most 40 lower-case letters, digits, - and _, beginning with a letter or digit");
        }
        String secret = Secret.fresh();
        Instant now = now();
        database.transaction(connection -> {
            if (idOf(connection, name) != null) {
                throw new BadRequest(
                        "there is a token "
                                + name
                                + " already; give another name, or see: watchkeeper tokens rotate "
                                + name
                                + ", watchkeeper tokens revoke "
                                + name);
            }
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO token(name,session,scope,created_ms) VALUES(?,?,?,?)")) {
                insert.setString(1, name);
                insert.setString(2, Secret.id("token-"));
                insert.setString(3, ScopeJson.write(scope));
                insert.setLong(4, now.toEpochMilli());
                insert.executeUpdate();
            }
            return insertSecret(connection, requireId(connection, name), secret, now, life);
        });
        return secret;
    }

    /// Gives a token another secret; its name, scope and session stay.
    ///
    /// @param grace how long the old secret goes on working, at most until it expires by itself
    /// @param life how long the new secret is good, or null for ever
    /// @return the new secret, which is not kept and cannot be had again
    /// @throws BadRequest when there is no such token, or it is revoked
    public String rotate(String name, Duration grace, @Nullable Duration life) {
        String secret = Secret.fresh();
        Instant now = now();
        database.transaction(connection -> {
            long id = requireId(connection, name);
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "UPDATE token_secret SET replaced_ms=min(coalesce(replaced_ms,?1),?1)"
                                    + " WHERE token=?2")) {
                update.setLong(1, now.plus(grace).toEpochMilli());
                update.setLong(2, id);
                update.executeUpdate();
            }
            return insertSecret(connection, id, secret, now, life);
        });
        return secret;
    }

    /// Takes a token away: its secrets open nothing from now on. Its name is free again.
    ///
    /// @throws BadRequest when there is no such token, or it is revoked already
    public void revoke(String name) {
        Instant now = now();
        database.transaction(connection -> {
            long id = requireId(connection, name);
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE token SET revoked_ms=? WHERE id=?")) {
                update.setLong(1, now.toEpochMilli());
                update.setLong(2, id);
                return update.executeUpdate();
            }
        });
    }

    /// All tokens by name, those that were revoked too, each name's newest first.
    ///
    /// @throws BadConfig when a scope cannot be read, naming each token whose it is
    public List<Token> list() {
        var problems = new ArrayList<String>();
        List<Token> tokens =
                database.reading(connection -> {
                    try (PreparedStatement select =
                                    connection.prepareStatement(
                                            TokenRows.COLUMNS
                                                    + " (SELECT max(min(o.replaced_ms,coalesce(o.expires_ms,o.replaced_ms)))"
                                                    + " FROM token_secret o WHERE o.token=t.id AND o.replaced_ms>"
                                                    + now().toEpochMilli()
                                                    + ") AS old_ms"
                                                    + " FROM token t JOIN token_secret s ON s.token=t.id"
                                                    + " WHERE s.replaced_ms IS NULL ORDER BY t.name,t.id DESC");
                            ResultSet row = select.executeQuery()) {
                        var all = new ArrayList<Token>();
                        while (row.next()) {
                            try {
                                all.add(rows.token(row));
                            } catch (BadConfig e) {
                                problems.addAll(e.problems());
                            }
                        }
                        return all;
                    }
                });
        if (!problems.isEmpty()) {
            throw TokenRows.unusable(problems);
        }
        return tokens;
    }

    /// Checks every token that is not revoked against the names there are, before anything is
    /// served.
    ///
    /// @throws BadConfig naming each token that names something else, what, and what to do
    public void check(Declared declared) {
        List<String> problems =
                list().stream()
                        .filter(token -> token.revoked() == null)
                        .flatMap(token ->
                                declared.problems(token.scope()).stream()
                                        .map(problem ->
                                                TokenRows.sentence(
                                                        token.name(),
                                                        problem,
                                                        "put it back into tools.yaml, or")))
                        .toList();
        if (!problems.isEmpty()) {
            throw TokenRows.unusable(problems);
        }
    }

    /// What is known of a secret. Found by its hash: how far an index search gets depends on the
    /// hash of what was sent, which nobody can steer towards a hash that is kept.
    ///
    /// @throws SourceUnavailable when the state cannot be read
    /// @throws BadConfig when the token's scope cannot be read
    public Found find(String secret) {
        if (!Secret.isOne(secret)) {
            return new Found.Invalid(Reason.UNKNOWN, "");
        }
        Instant now = now();
        return database.reading(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            TokenRows.COLUMNS
                                    + "NULL AS old_ms FROM token_secret s JOIN token t ON t.id=s.token"
                                    + " WHERE s.sha256=?")) {
                select.setBytes(1, Secret.hash(secret));
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? found(row, now) : new Found.Invalid(Reason.UNKNOWN, "");
                }
            }
        });
    }

    private Found found(ResultSet row, Instant now) throws SQLException {
        String name = row.getString("name");
        if (TokenRows.time(row, "revoked_ms") != null) {
            return new Found.Invalid(Reason.REVOKED, name);
        }
        if (isOver(TokenRows.time(row, "replaced_ms"), now)) {
            return new Found.Invalid(Reason.REPLACED, name);
        }
        if (isOver(TokenRows.time(row, "expires_ms"), now)) {
            return new Found.Invalid(Reason.EXPIRED, name);
        }
        Token token = rows.token(row);
        if (isOver(
                token.lastUsed() == null ? now : token.lastUsed().plus(USE_IS_KEPT_EVERY), now)) {
            long id = row.getLong("id");
            aside.execute(() -> used(id, now));
        }
        return new Found.Valid(token);
    }

    private void used(long id, Instant now) {
        try {
            database.transaction(connection -> {
                try (PreparedStatement update =
                        connection.prepareStatement(
                                "UPDATE token SET used_ms=?1 WHERE id=?2"
                                        + " AND (used_ms IS NULL OR used_ms<=?1-?3)")) {
                    update.setLong(1, now.toEpochMilli());
                    update.setLong(2, id);
                    update.setLong(3, USE_IS_KEPT_EVERY.toMillis());
                    return update.executeUpdate();
                }
            });
        } catch (SourceUnavailable e) {
            // whoever was let in must not suffer from a full disk
        }
    }

    private static boolean isOver(@Nullable Instant end, Instant now) {
        return end != null && !now.isBefore(end);
    }

    private static int insertSecret(
            Connection connection, long id, String secret, Instant now, @Nullable Duration life)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO token_secret(sha256,token,made_ms,expires_ms) VALUES(?,?,?,?)")) {
            insert.setBytes(1, Secret.hash(secret));
            insert.setLong(2, id);
            insert.setLong(3, now.toEpochMilli());
            insert.setObject(4, life == null ? null : now.plus(life).toEpochMilli());
            return insert.executeUpdate();
        }
    }

    private static @Nullable Long idOf(Connection connection, String name) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT id FROM token WHERE name=? AND revoked_ms IS NULL")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : null;
            }
        }
    }

    private static long requireId(Connection connection, String name) throws SQLException {
        Long id = idOf(connection, name);
        if (id != null) {
            return id;
        }
        List<String> names = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT name,max(revoked_ms IS NULL) FROM token GROUP BY name ORDER BY name");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                if (row.getBoolean(2)) {
                    names.add(row.getString(1));
                } else if (row.getString(1).equals(name)) {
                    throw new BadRequest("the token " + name + " is revoked already");
                }
            }
        }
        throw new BadRequest("no token " + Words.quote(name) + Words.orMeant(name, names));
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}

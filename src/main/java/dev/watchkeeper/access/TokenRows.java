package dev.watchkeeper.access;

import dev.watchkeeper.model.BadConfig;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Rows of the store as tokens, and what is said of one that cannot be kept to. Thread-safe.
final class TokenRows {

    static final String COLUMNS =
            "SELECT t.id,t.name,t.session,t.scope,t.created_ms,t.revoked_ms,t.used_ms,"
                    + "s.expires_ms,s.replaced_ms,";

    private static final int MOST_SCOPES = 1_000;

    /// Scopes by their JSON: reading it again would take most of the time of a request's question.
    private final Map<String, Scope> scopes = new ConcurrentHashMap<>();

    Token token(ResultSet row) throws SQLException {
        String name = row.getString("name");
        if (scopes.size() > MOST_SCOPES) {
            scopes.clear();
        }
        return new Token(
                name,
                row.getString("session"),
                scopes.computeIfAbsent(row.getString("scope"), json -> scope(name, json)),
                Instant.ofEpochMilli(row.getLong("created_ms")),
                time(row, "expires_ms"),
                time(row, "old_ms"),
                time(row, "revoked_ms"),
                time(row, "used_ms"));
    }

    private static Scope scope(String name, String json) {
        return ScopeJson.read(json)
                .orElseThrow(problems ->
                        unusable(
                                problems.stream()
                                        .map(problem ->
                                                sentence(
                                                        name,
                                                        "its scope: " + problem.inArguments(),
                                                        "this version cannot keep to that; make it"
                                                                + " anew after"))
                                        .toList()));
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long milliseconds = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(milliseconds);
    }

    static String sentence(String name, String problem, String remedy) {
        return name + ": " + problem + "; " + remedy + ": watchkeeper tokens revoke " + name;
    }

    static BadConfig unusable(List<String> problems) {
        return new BadConfig("the store of tokens", problems);
    }
}

package dev.watchkeeper.audit;

import dev.watchkeeper.tool.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that the audit keeps. Texts in it may be a stranger's: they become JSON, made visible
/// and cut to size, and nothing else.
public sealed interface AuditEvent {

    /// The keys of the record and their values, ready for JSON, in order; null values are left out.
    Map<String, @Nullable Object> fields();

    /// A call of a tool that came to an end.
    ///
    /// @param arguments redacted already
    /// @param outcome `answered`, or why not: `refused`, `unavailable`, `cancelled`, `internal`
    /// @param rows how many rows were shown; null where the answer has none
    /// @param bytes how long the answer is as JSON in UTF-8; 0 when there was none
    /// @param evidenceId under which the receipts hold what was shown; null without an answer
    record Called(
            Session session,
            String tool,
            Map<String, ? extends @Nullable Object> arguments,
            String outcome,
            @Nullable Integer rows,
            long bytes,
            Duration took,
            @Nullable String evidenceId)
            implements AuditEvent {

        /// The outcome of a call that got its answer.
        public static final String ANSWERED = "answered";

        @Override
        public Map<String, @Nullable Object> fields() {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("kind", "call");
            fields.put("who", session.principal());
            fields.put("from", session.client());
            fields.put("session", session.id());
            fields.put("tool", tool);
            fields.put("arguments", arguments);
            fields.put("outcome", outcome);
            fields.put("rows", rows);
            fields.put("bytes", bytes);
            fields.put("ms", took.toMillis());
            fields.put("evidence_id", evidenceId);
            return fields;
        }
    }

    /// One or more requests that were turned away before they reached a tool.
    ///
    /// @param from the addresses they came from, at most a few
    /// @param principal whose token they carried, or empty
    /// @param count how many
    /// @param since when the first of them came; null for a single one
    record TurnedAway(
            List<String> from, String principal, String reason, long count, @Nullable Instant since)
            implements AuditEvent {

        @Override
        public Map<String, @Nullable Object> fields() {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("kind", "door");
            fields.put("who", principal.isEmpty() ? null : principal);
            fields.put("from", from.size() == 1 ? from.getFirst() : from);
            fields.put("outcome", "refused");
            fields.put("reason", reason);
            fields.put("count", count == 1 ? null : count);
            fields.put("since", since == null ? null : since.toString());
            return fields;
        }
    }

    /// A token was added, revoked or rotated.
    ///
    /// @param who the local user who did it
    /// @param action `added`, `revoked`, `rotated`
    /// @param token its name, never the token
    /// @param scope what it may see, as tools.yaml would say it
    record TokenChanged(
            String who, String action, String token, Map<String, ? extends @Nullable Object> scope)
            implements AuditEvent {

        @Override
        public Map<String, @Nullable Object> fields() {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("kind", "token");
            fields.put("who", who);
            fields.put("action", action);
            fields.put("token", token);
            fields.put("scope", scope.isEmpty() ? null : scope);
            return fields;
        }
    }

    /// The server was started or stopped.
    ///
    /// @param who the local user it runs as
    /// @param action `started`, `stopped`
    /// @param where what it listens on: an endpoint, or `stdio`
    record Served(String who, String action, String where, String version) implements AuditEvent {

        @Override
        public Map<String, @Nullable Object> fields() {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("kind", "server");
            fields.put("who", who);
            fields.put("action", action);
            fields.put("where", where);
            fields.put("version", version);
            return fields;
        }
    }

    /// A file that tells what happened in an investigation or review was kept.
    ///
    /// @param who who investigated, as the receipts have it
    /// @param run the id of the run, which is the session of its calls
    /// @param file its path below the state folder
    /// @param sha256 of its content, in hexadecimal
    record Kept(String who, String run, String file, String sha256, long bytes)
            implements AuditEvent {

        @Override
        public Map<String, @Nullable Object> fields() {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("kind", "transcript");
            fields.put("who", who);
            fields.put("session", run);
            fields.put("file", file);
            fields.put("sha256", sha256);
            fields.put("bytes", bytes);
            return fields;
        }
    }

    /// The audit itself: what its own files went through.
    ///
    /// @param kind `torn`: the line before was half-written when its writer was stopped; `lost`:
    ///   that many records could not be written; `removed`: a file outlived what is kept
    record OwnAffair(String kind, Map<String, ? extends @Nullable Object> details)
            implements AuditEvent {

        @Override
        public Map<String, @Nullable Object> fields() {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("kind", kind);
            fields.putAll(details);
            return fields;
        }
    }
}

package dev.watchkeeper.cli.token;

import dev.watchkeeper.audit.AuditEvent;
import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.audit.AuditSettings;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.workplace.StateFolder;
import dev.watchkeeper.workplace.Surroundings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// Records changes of tokens. Needs no tools.yaml, as revoking a token must not either; so it
/// removes nothing, however old, for how long records are kept is said there.
///
/// @param audit the folder of the audit
/// @param who whose hands it was
record TokenChange(Path audit, String who, PrintStream talk) {

    static TokenChange in(Path stateFolder, Surroundings surroundings) {
        return new TokenChange(
                stateFolder.resolve(StateFolder.AUDIT),
                surroundings.environment().getOrDefault("USER", "somebody"),
                surroundings.err());
    }

    /// Records one. Where that cannot be it says so: the change itself is made.
    ///
    /// @param action `added`, `revoked`, `rotated`
    /// @param token its name
    /// @param scope what it sees, with the keys of tools.yaml; empty where that stays as it is
    void record(String action, String token, Map<String, Object> scope) {
        try (var log =
                new AuditLog(audit, AuditSettings.REMOVING_NOTHING, InstantSource.system())) {
            log.appendForced(new AuditEvent.TokenChanged(who, action, token, scope));
        } catch (SourceUnavailable e) {
            talk.println(
                    "watchkeeper: " + e.text() + "; the token was " + action + " all the same");
        }
    }
}

package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.util.Map;

/// Whether a finding was fixed, as `find_changes` tells of it.
///
/// @param state as `write_incident` spells it: `not_fixed`, `fixed_not_deployed`,
///   `deployed_stopped`, `deployed_recurs`, `recovered_not_fixed` or `cannot_tell`
/// @param because why, a sentence
/// @param commit the commit that fixes it, or empty
/// @param evidence the answer that says so, or empty where none did
public record Mended(String state, String because, String commit, String evidence) {

    static Mended of(Reply reply) {
        if (!(reply.content().get("fix_check") instanceof Map<?, ?> check)
                || !(check.get("fix") instanceof String fix)) {
            return unknown();
        }
        return new Mended(
                state(fix),
                check.get("because") instanceof String because ? because : fix,
                check.get("commit") instanceof String commit ? commit : "",
                reply.evidence());
    }

    static Mended unknown() {
        return new Mended("cannot_tell", "", "", "");
    }

    /// Whether anything is known of it.
    public boolean known() {
        return !state.equals("cannot_tell");
    }

    private static String state(String fix) {
        return fix.startsWith("not fixed")
                ? "not_fixed"
                : fix.startsWith("fixed by")
                        ? "fixed_not_deployed"
                        : fix.startsWith("deployed, and it stopped")
                                ? "deployed_stopped"
                                : fix.startsWith("deployed, and it recurs")
                                        ? "deployed_recurs"
                                        : fix.startsWith("recovered")
                                                ? "recovered_not_fixed"
                                                : "cannot_tell";
    }
}

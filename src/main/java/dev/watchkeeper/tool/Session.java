package dev.watchkeeper.tool;

/// Who asks. Receipts are issued to a session, and cited only in it.
///
/// @param id unguessable or private to one process: a run's id, the stdio process, the shell user
/// @param principal the name of the token, or of the local user
/// @param client where the calls come from: an address, `stdio` or `shell`
public record Session(String id, String principal, String client) {

    /// A session within this machine.
    public Session(String id, String principal) {
        this(id, principal, "local");
    }

    /// The same session, asked from there.
    public Session from(String client) {
        return new Session(id, principal, client);
    }
}

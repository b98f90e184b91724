package dev.watchkeeper.tool;

/// Who asks. Receipts are issued to a session, and cited only in it.
///
/// @param id unguessable or private to one process: a run's id, the stdio process, the shell user
/// @param principal the name of the token, or of the local user
public record Session(String id, String principal) {}

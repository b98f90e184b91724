package dev.watchkeeper.investigate;

/// Why an investigation failed.
public enum FailureKind {
    /// Claude Code is not installed, or what is there does not run on this host.
    NO_CLAUDE(false),
    /// This Claude Code lacks an option that the lock-down needs.
    TOO_OLD(false),
    /// There is no credential.
    NOT_LOGGED_IN(false),
    /// Something on this host stood in the way, such as a full disk.
    NOT_STARTED(false),
    /// Claude did not reach our tools.
    TOOLS_NOT_CONNECTED(true),
    /// Claude had other tools than ours, or not all of ours.
    WRONG_TOOLS(false),
    /// The wall clock ran out.
    TIMEOUT(false),
    /// The allowed turns were used up.
    TURNS_EXHAUSTED(false),
    /// The allowed dollars were used up.
    BUDGET_EXHAUSTED(false),
    /// The API answered that it is overloaded, limited, or broken inside.
    MODEL_OVERLOADED(true),
    /// The API did not answer.
    API_UNREACHABLE(true),
    /// The API refused the credential, the model or the request.
    API_REFUSED(false),
    /// The model declined to go on.
    MODEL_REFUSED(false),
    /// Claude was ended from outside, or the caller gave up.
    KILLED(true),
    /// Claude ended without a result that can be understood.
    GARBAGE(true),
    /// Everything looked well, and no incident, or no review, was written.
    NOTHING_WRITTEN(true);

    private final boolean worthRetrying;

    FailureKind(boolean worthRetrying) {
        this.worthRetrying = worthRetrying;
    }

    boolean worthRetrying() {
        return worthRetrying;
    }
}

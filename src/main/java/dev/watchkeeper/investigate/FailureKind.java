package dev.watchkeeper.investigate;

/// Why an investigation failed.
public enum FailureKind {
    /// Claude Code is not installed, or what is there does not run on this host.
    NO_CLAUDE(false, Blame.CLAUDE),
    /// This Claude Code lacks an option that the lock-down needs.
    TOO_OLD(false, Blame.CLAUDE),
    /// There is no credential.
    NOT_LOGGED_IN(false, Blame.CLAUDE),
    /// Something on this host stood in the way, such as a full disk.
    NOT_STARTED(false, Blame.CLAUDE),
    /// Claude did not reach our tools.
    TOOLS_NOT_CONNECTED(true, Blame.CLAUDE),
    /// Claude had other tools than ours, or not all of ours.
    WRONG_TOOLS(false, Blame.CLAUDE),
    /// The wall clock ran out.
    TIMEOUT(false, Blame.EITHER),
    /// The allowed turns were used up.
    TURNS_EXHAUSTED(false, Blame.RUN),
    /// The allowed dollars were used up.
    BUDGET_EXHAUSTED(false, Blame.RUN),
    /// The API answered that it is overloaded, limited, or broken inside.
    MODEL_OVERLOADED(true, Blame.CLAUDE),
    /// The API did not answer.
    API_UNREACHABLE(true, Blame.CLAUDE),
    /// The API refused the credential, the model or the request.
    API_REFUSED(false, Blame.CLAUDE),
    /// The model declined to go on.
    MODEL_REFUSED(false, Blame.RUN),
    /// Claude was ended from outside, or the caller gave up.
    KILLED(true, Blame.RUN),
    /// Claude ended without a result that can be understood.
    GARBAGE(true, Blame.EITHER),
    /// Everything looked well, and no incident, or no review, was written.
    NOTHING_WRITTEN(true, Blame.EITHER);

    private final boolean worthRetrying;
    private final Blame blame;

    FailureKind(boolean worthRetrying, Blame blame) {
        this.worthRetrying = worthRetrying;
        this.blame = blame;
    }

    /// Whose failure it is: that of Claude and the way to it, or of this one run.
    enum Blame {
        CLAUDE,
        RUN,
        /// Claude's when no model answered.
        EITHER
    }

    /// Whether Claude was not to be had, in a run of that many turns; see
    /// [Outcome.Failed#unavailable()].
    public boolean unavailable(int turns) {
        return switch (blame) {
            case CLAUDE -> true;
            case RUN -> false;
            case EITHER -> turns == 0;
        };
    }

    boolean worthRetrying() {
        return worthRetrying;
    }
}

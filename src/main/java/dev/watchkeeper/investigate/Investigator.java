package dev.watchkeeper.investigate;

/// Whoever can do a [Task] with the tools and leave an incident or a review behind.
public interface Investigator {

    /// Does one task to its end, whatever that is; blocks until then. Never throws for a failure of
    /// the investigation: that is an [Outcome.Failed]. Tries once; the caller decides whether to
    /// try again.
    ///
    /// @param steps hears of every tool call as it is answered, on a thread of the investigator
    Outcome investigate(Assignment assignment, StepListener steps);
}

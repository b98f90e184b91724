package dev.watchkeeper.investigate;

/// How an investigation ended.
public sealed interface Outcome {

    Effort effort();

    /// It ran to its end, every sign of success agrees, and its incident or review exists.
    ///
    /// @param finalText what the investigator said last. Written by a model that read logs: for the
    ///   record, never for a notification
    record Completed(Effort effort, String finalText) implements Outcome {}

    /// It did not.
    ///
    /// @param reason one sentence for a person at 2 a.m.: what happened, and what to do where that
    ///   is known. Holds no text from a log and none from a model
    /// @param written true when its incident or review was written before it failed
    record Failed(Effort effort, FailureKind kind, String reason, boolean written)
            implements Outcome {

        /// Whether another try in a minute or two has a chance.
        public boolean worthRetrying() {
            return kind.worthRetrying();
        }

        /// Whether Claude was not to be had, whatever was asked of it: the next run would fail in
        /// the same way. A model that answered, and then failed, failed at this run.
        public boolean unavailable() {
            return kind.unavailable(effort.turns());
        }
    }
}

package dev.watchkeeper.demo;

import org.jspecify.annotations.Nullable;

/// A row of the service's job table.
///
/// @param number its row id, in the order in which jobs were created
/// @param worker who works on it or did, or null while it is queued
record JobRow(
        long number,
        String id,
        State state,
        Micros created,
        @Nullable Micros started,
        @Nullable Micros finished,
        @Nullable String worker) {

    /// What becomes of a job.
    enum State {
        QUEUED("queued"),
        RUNNING("running"),
        DONE("done"),
        FAILED("failed");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /// As the table spells it.
        String text() {
            return text;
        }
    }

    /// Somebody begins to work on it.
    JobRow begun(Micros at, String by) {
        return new JobRow(number, id, State.RUNNING, created, at, null, by);
    }

    /// It waits once more.
    JobRow putBack() {
        return new JobRow(number, id, State.QUEUED, created, null, null, null);
    }

    /// It came to its end.
    JobRow ended(Micros at, State how) {
        return new JobRow(number, id, how, created, started, at, worker);
    }
}

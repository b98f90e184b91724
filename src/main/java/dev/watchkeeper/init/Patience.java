package dev.watchkeeper.init;

import dev.watchkeeper.model.Deadline;
import java.time.Duration;

/// How long reading may take: all of it together, and one step of it.
///
/// @param whole when everything must have ended
/// @param step the most that one question to one file may take
record Patience(Deadline whole, Duration step) {

    private static final int STEPS = 30;

    /// That of a look which may take this long.
    static Patience of(Duration whole) {
        return new Patience(Deadline.after(whole), whole.dividedBy(STEPS));
    }

    /// The deadline of a step that begins now.
    Deadline next() {
        return whole.within(step);
    }
}

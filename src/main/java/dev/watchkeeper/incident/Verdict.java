package dev.watchkeeper.incident;

import java.util.Locale;

/// What an investigation came to.
public enum Verdict {
    /// Looked at, and as it should be.
    NOMINAL,
    /// Out of the ordinary, and nobody is hurt by it.
    ANOMALY,
    /// Something is broken and somebody has to act.
    ISSUE;

    /// The word in files and messages.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

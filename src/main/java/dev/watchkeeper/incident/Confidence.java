package dev.watchkeeper.incident;

import java.util.Locale;

/// How sure the cause is.
public enum Confidence {
    /// Several independent observations agree, and the alternatives were ruled out.
    HIGH,
    /// Observed, with an alternative still possible.
    MEDIUM,
    /// A guess that fits what was seen.
    LOW,
    /// Cannot be said, as when the cause cannot be told.
    UNKNOWN;

    /// The word in files and messages.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

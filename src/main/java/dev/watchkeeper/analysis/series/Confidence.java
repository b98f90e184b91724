package dev.watchkeeper.analysis.series;

import java.util.Locale;

/// How sure a verdict is.
public enum Confidence {
    /// Little history, or the comparisons disagree.
    LOW,
    /// Enough history for a level, not for a season.
    MEDIUM,
    /// Plenty of history, and what was compared agrees.
    HIGH;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

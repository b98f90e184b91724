package dev.watchkeeper.analysis.series;

import java.util.Locale;

/// What a series comes to.
public enum Verdict {
    /// As it was before, or as it was declared to be.
    NORMAL,
    /// Out of the ordinary, and so far nothing says that it hurts.
    UNUSUAL,
    /// Somebody should look now.
    CONCERNING,
    /// There is too little to judge by; the reason stands beside it.
    CANNOT_TELL;

    /// The words in files and messages: `cannot tell`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

package dev.watchkeeper.analysis.series;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One observation and what it would make of the verdict if it were alone.
///
/// @param sentence for a person
/// @param since when it began, or null for what has no beginning
record Signal(Verdict verdict, String sentence, @Nullable Instant since) {

    static Signal remark(String sentence) {
        return new Signal(Verdict.NORMAL, sentence, null);
    }

    /// The same, at most unusual.
    Signal atMostUnusual() {
        return verdict == Verdict.CONCERNING ? new Signal(Verdict.UNUSUAL, sentence, since) : this;
    }
}

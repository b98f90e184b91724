package dev.watchkeeper.analysis.series;

import dev.watchkeeper.model.Series;
import java.util.List;

/// Says whether a series is as it should be.
public final class Assessor {

    private Assessor() {}

    /// Judges the series as of `question.now()`.
    public static Assessment assess(Series series, Question question) {
        int n = series.indexFrom(question.now().toEpochMilli() + 1);
        Point latest = n == 0 ? null : new Point(series.time(n - 1), series.value(n - 1));
        return new Assessment(
                Verdict.CANNOT_TELL,
                List.of(),
                n == 0 ? "there are no points" : "there is too little history",
                latest,
                n,
                Confidence.LOW,
                "nothing to compare with",
                List.of(),
                null,
                null,
                List.of(),
                null,
                null);
    }
}

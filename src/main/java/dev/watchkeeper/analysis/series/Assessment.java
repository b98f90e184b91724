package dev.watchkeeper.analysis.series;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The verdict on a series with everything that it rests on.
///
/// @param why sentences, the most important first; none is text from the data
/// @param cannotTellBecause what is missing, as a clause: `there are no points`; null unless the
///   verdict is [Verdict#CANNOT_TELL]
/// @param latest the last point not after the time asked about, or null
/// @param n how many points were looked at
/// @param confidence how sure the verdict is
/// @param confidenceBecause why, as a clause: `30 days of history`
/// @param since when the present episode began, or null when there is none
/// @param trend or null with too few points
/// @param changes the change points, oldest first
/// @param season the strongest rhythm, or null when there is none
/// @param forecast or null without a limit, or when the series does not move towards it
public record Assessment(
        Verdict verdict,
        List<String> why,
        @Nullable String cannotTellBecause,
        @Nullable Point latest,
        int n,
        Confidence confidence,
        String confidenceBecause,
        List<Comparison> comparisons,
        @Nullable Instant since,
        @Nullable Trend trend,
        List<ChangePoint> changes,
        @Nullable Season season,
        @Nullable Forecast forecast) {

    public Assessment {
        why = List.copyOf(why);
        comparisons = List.copyOf(comparisons);
        changes = List.copyOf(changes);
    }

    /// The verdict in one line: `concerning: 42, above the 12 to 20 of this hour on 14 earlier
    /// days, since 03:10 UTC (120 points)`.
    public String summary() {
        String reason =
                cannotTellBecause != null
                        ? ", because " + cannotTellBecause
                        : why.isEmpty() ? "" : ": " + why.getFirst();
        return verdict + reason + " (" + n + (n == 1 ? " point)" : " points)");
    }
}

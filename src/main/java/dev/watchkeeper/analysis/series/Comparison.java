package dev.watchkeeper.analysis.series;

import org.jspecify.annotations.Nullable;

/// How the present compares with something.
///
/// @param n points in what it is compared with; 0 for a declaration
/// @param low the lower end of what is usual there, or null where there is none
/// @param median the middle, or null for a declaration
/// @param high the upper end of what is usual there, or null where there is none
/// @param outside how far the present lies above `high` (positive) or below `low` (negative), in
///   the unit of the quantity; 0 when it is within
public record Comparison(
        Against against,
        int n,
        @Nullable Double low,
        @Nullable Double median,
        @Nullable Double high,
        double outside) {

    /// True when the present is within what is usual there.
    public boolean within() {
        return outside == 0;
    }
}

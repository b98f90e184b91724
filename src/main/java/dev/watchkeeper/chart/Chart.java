package dev.watchkeeper.chart;

import dev.watchkeeper.model.Series;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be drawn.
///
/// @param title what it is of: the name of a metric; may be a stranger's text
/// @param unit of the values, or null for plain numbers
/// @param range the time that the axis spans, longer than nothing
/// @param width how far points lie apart that follow each other: further apart is a gap
/// @param series the points; those outside the range are not drawn
/// @param expected where values are expected, or null where nothing is known
/// @param concerning where values are concerning, or null
/// @param verdict what the series comes to, or null where nobody judged
/// @param marks moments to be marked; those outside the range are left out
public record Chart(
        String title,
        @Nullable String unit,
        TimeRange range,
        Duration width,
        Series series,
        @Nullable Band expected,
        @Nullable Band concerning,
        @Nullable Verdict verdict,
        List<Mark> marks) {

    /// Values between two ends.
    ///
    /// @param low the lower end, or null where there is none
    /// @param high the upper end, or null where there is none
    /// @param words how it is called: `same hours on earlier days`, `> 20 for 5m`
    public record Band(@Nullable Double low, @Nullable Double high, String words) {}

    /// What a series comes to.
    ///
    /// @param words `concerning since 00:51 UTC`
    /// @param grave whether somebody should look
    public record Verdict(String words, boolean grave) {}

    public Chart {
        marks = List.copyOf(marks);
    }
}

package dev.watchkeeper.cli.status;

import dev.watchkeeper.analysis.series.Assessment;
import dev.watchkeeper.analysis.series.Verdict;
import dev.watchkeeper.catalog.MetricGlance;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of the status. Its texts may hold names from sources.
///
/// @param kind what it is about: `queue`, `api`, `slo`, `disk`, `metric`, `stream`, `incident`,
///   `finding`, `watch`
/// @param name which one
/// @param value what it is now, in words; empty where `detail` says all
/// @param line a sparkline, or empty
/// @param detail more of it
/// @param verdict in a word or two, or empty
/// @param since when the present episode began, or null
/// @param mood how it is coloured
/// @param data the same as numbers, for JSON
record StatusRow(
        String kind,
        String name,
        String value,
        String line,
        String detail,
        String verdict,
        @Nullable Instant since,
        Mood mood,
        Map<String, Object> data) {

    /// How it is.
    enum Mood {
        GOOD,
        ODD,
        BAD,
        PLAIN
    }

    /// A line of words.
    static StatusRow words(
            String kind, String name, String text, Mood mood, Map<String, Object> data) {
        return new StatusRow(kind, name, "", "", text, "", null, mood, data);
    }

    static Mood mood(@Nullable Verdict verdict) {
        return switch (verdict) {
            case NORMAL -> Mood.GOOD;
            case UNUSUAL -> Mood.ODD;
            case CONCERNING -> Mood.BAD;
            case CANNOT_TELL -> Mood.PLAIN;
            case null -> Mood.BAD;
        };
    }

    /// What a glance says of the verdict.
    static String verdict(MetricGlance glance) {
        Assessment assessment = assessment(glance);
        return glance.failure() != null
                ? "source down"
                : assessment == null
                        ? Verdict.CANNOT_TELL.toString()
                        : assessment.verdict().toString();
    }

    /// The verdict; null when the source is down. What was not judged in time cannot be told.
    static @Nullable Verdict verdictOf(MetricGlance glance) {
        Assessment assessment = assessment(glance);
        return glance.failure() != null
                ? null
                : assessment == null ? Verdict.CANNOT_TELL : assessment.verdict();
    }

    static @Nullable Instant since(MetricGlance glance) {
        Assessment assessment = assessment(glance);
        return assessment == null ? null : assessment.since();
    }

    private static @Nullable Assessment assessment(MetricGlance glance) {
        return glance.judgement() == null ? null : glance.judgement().assessment();
    }
}

package dev.watchkeeper.cli.pipe;

import dev.watchkeeper.analysis.series.Assessment;
import dev.watchkeeper.analysis.series.ChangePoint;
import dev.watchkeeper.analysis.series.Comparison;
import dev.watchkeeper.analysis.series.Figures;
import dev.watchkeeper.analysis.series.Forecast;
import dev.watchkeeper.analysis.series.Point;
import dev.watchkeeper.analysis.series.Question;
import dev.watchkeeper.analysis.series.Season;
import dev.watchkeeper.analysis.series.Trend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A verdict on a series for a person, and as JSON.
///
/// @param question what was asked
record AssessText(Assessment assessment, Question question) {

    /// The verdict, its reasons, then what they rest on.
    List<String> lines() {
        var figures = new Figures(question.unit(), question.now());
        var lines = new ArrayList<String>();
        String because = assessment.cannotTellBecause();
        lines.add(assessment.verdict() + (because == null ? "" : ", because " + because));
        assessment.why().forEach(reason -> lines.add("  " + reason));
        Point latest = assessment.latest();
        if (latest != null) {
            lines.add(
                    row(
                            "last",
                            figures.value(latest.value())
                                    + " at "
                                    + latest.time()
                                    + "; "
                                    + String.format(Locale.ROOT, "%,d", assessment.n())
                                    + (assessment.n() == 1 ? " point" : " points")
                                    + ", every "
                                    + Figures.length(question.step())));
        }
        String name = "compared";
        for (Comparison each : assessment.comparisons()) {
            lines.add(row(name, compared(each, figures)));
            name = "";
        }
        Trend trend = assessment.trend();
        if (trend != null) {
            lines.add(
                    row(
                            "trend",
                            (trend.significant() ? "" : "none to speak of: ")
                                    + (trend.perDay() < 0 ? "-" : "+")
                                    + figures.rate(trend.perDay())
                                    + " over "
                                    + Figures.length(trend.over())
                                    + (trend.p() < 0.001
                                            ? " (p < 0.001)"
                                            : String.format(Locale.ROOT, " (p %.3f)", trend.p()))));
        }
        Season season = assessment.season();
        if (season != null) {
            lines.add(
                    row(
                            "season",
                            Figures.length(season.period())
                                    + ", explains "
                                    + Math.round(season.strength() * 100)
                                    + "%, seen "
                                    + season.cycles()
                                    + " times"));
        }
        Forecast forecast = assessment.forecast();
        if (forecast != null) {
            lines.add(
                    row(
                            "forecast",
                            figures.value(forecast.limit())
                                    + " between "
                                    + figures.time(forecast.earliest())
                                    + " and "
                                    + (forecast.latest() == null
                                            ? "never"
                                            : figures.time(forecast.latest()))
                                    + ", right "
                                    + Math.round(forecast.level() * 10)
                                    + " times in 10"));
        }
        if (because == null) {
            lines.add(row("sure", assessment.confidence() + ": " + assessment.confidenceBecause()));
        }
        return lines;
    }

    private static String row(String name, String text) {
        return String.format(Locale.ROOT, "%-9s %s", name, text);
    }

    private static String compared(Comparison each, Figures figures) {
        Double low = each.low();
        Double high = each.high();
        String range =
                low != null && high != null
                        ? figures.range(low, high)
                        : low != null
                                ? "from " + figures.value(low)
                                : high != null ? "up to " + figures.value(high) : "";
        String place =
                each.within()
                        ? "within"
                        : figures.value(Math.abs(each.outside()))
                                + (each.outside() > 0 ? " above" : " below");
        return place
                + ", "
                + each.against()
                + ": "
                + range
                + (each.n() == 0 ? "" : String.format(Locale.ROOT, " (%,d values)", each.n()));
    }

    /// One object with everything; times are RFC 3339.
    String json() {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("verdict", assessment.verdict().toString());
        object.put("cannot_tell_because", assessment.cannotTellBecause());
        object.put("why", assessment.why());
        Point latest = assessment.latest();
        object.put("latest", latest == null ? null : latest.value());
        object.put("latest_at", latest == null ? null : latest.time().toString());
        object.put("since", text(assessment.since()));
        object.put("n", assessment.n());
        object.put("unit", question.unit());
        object.put("confidence", assessment.confidence().toString());
        object.put("confidence_because", assessment.confidenceBecause());
        object.put("comparisons", assessment.comparisons().stream().map(AssessText::json).toList());
        Trend trend = assessment.trend();
        object.put("trend", trend == null ? null : json(trend));
        object.put("changes", assessment.changes().stream().map(AssessText::json).toList());
        Season season = assessment.season();
        object.put("season", season == null ? null : json(season));
        Forecast forecast = assessment.forecast();
        object.put("forecast", forecast == null ? null : json(forecast));
        return JsonMapper.shared().writeValueAsString(object);
    }

    private static Map<String, Object> json(Trend trend) {
        var object = new LinkedHashMap<String, Object>();
        object.put("per_day", trend.perDay());
        object.put("low_per_day", trend.lowPerDay());
        object.put("high_per_day", trend.highPerDay());
        object.put("p", trend.p());
        object.put("n", trend.n());
        return object;
    }

    private static Map<String, Object> json(ChangePoint each) {
        var object = new LinkedHashMap<String, Object>();
        object.put("time", each.time().toString());
        object.put("before", each.before());
        object.put("after", each.after());
        return object;
    }

    private static Map<String, Object> json(Season season) {
        var object = new LinkedHashMap<String, Object>();
        object.put("period_seconds", season.period().toSeconds());
        object.put("strength", season.strength());
        object.put("cycles", season.cycles());
        return object;
    }

    private static Map<String, @Nullable Object> json(Forecast forecast) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("limit", forecast.limit());
        object.put("earliest", forecast.earliest().toString());
        object.put("likely", forecast.likely().toString());
        object.put("latest", text(forecast.latest()));
        object.put("level", forecast.level());
        object.put("per_day", forecast.perDay());
        return object;
    }

    private static Map<String, @Nullable Object> json(Comparison each) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("against", each.against().toString());
        object.put("n", each.n());
        object.put("low", each.low());
        object.put("median", each.median());
        object.put("high", each.high());
        object.put("outside", each.outside());
        return object;
    }

    private static @Nullable String text(@Nullable Object time) {
        return time == null ? null : time.toString();
    }
}

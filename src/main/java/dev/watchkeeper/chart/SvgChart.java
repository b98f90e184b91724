package dev.watchkeeper.chart;

import dev.watchkeeper.chart.Strokes.Spot;
import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.model.Series;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Draws a chart as an SVG file of less than 30 kB: a line with its gaps, what is expected of it
/// and what would be concerning, the moments that matter, and a sentence for who cannot see it. It
/// follows the reader's choice of light or dark, runs nothing and refers to nothing outside.
public final class SvgChart {

    private static final double WIDTH = 760;
    private static final double LEFT = 66;
    private static final double RIGHT = 744;
    private static final double TOP = 58;
    private static final double BOTTOM = 268;
    private static final double LEGEND = 318;
    private static final double LEGEND_LINE = 18;
    private static final int COLUMNS = 240;
    private static final double FLAG = 18;
    private static final int MOST_MARKS = 7;
    private static final int MOST_OF_LABEL = 84;
    private static final int MOST_OF_TITLE = 60;
    private static final int MOST_OF_UNIT = 16;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Chart chart;
    private final Series series;
    private final List<Mark> marks;
    private final ValueAxis values;
    private final TimeAxis times;
    private final Svg svg = new Svg();

    private SvgChart(Chart chart) {
        this.chart = chart;
        this.series = chart.series().within(chart.range());
        this.times = new TimeAxis(chart.range());
        this.marks = apart(chart);
        this.values = Reach.of(series, chart).axis();
    }

    /// The whole file.
    public static String draw(Chart chart) {
        return new SvgChart(chart).drawn();
    }

    /// The most telling marks in the order of time. One that lies on a more telling one would only
    /// hide it; onset and changes are always kept.
    private List<Mark> apart(Chart chart) {
        List<Mark> kept = new ArrayList<>();
        chart.marks().stream()
                .filter(mark -> chart.range().contains(mark.time()))
                .sorted(Comparator.comparing(Mark::kind).thenComparing(Mark::time))
                .filter(mark ->
                        mark.kind().compareTo(Mark.Kind.CHANGE) <= 0
                                || kept.stream().allMatch(other -> far(mark, other)))
                .forEach(mark -> {
                    if (kept.size() < MOST_MARKS) {
                        kept.add(mark);
                    }
                });
        kept.sort(Comparator.comparing(Mark::time).thenComparing(Mark::kind));
        return List.copyOf(kept);
    }

    private boolean far(Mark one, Mark other) {
        return Math.abs(x(one.time().toEpochMilli()) - x(other.time().toEpochMilli())) >= FLAG;
    }

    private String drawn() {
        List<String> legend = legend();
        double height = LEGEND + LEGEND_LINE * legend.size();
        svg.raw(
                String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" width=\"%s\""
                                + " height=\"%s\" role=\"img\">",
                        Svg.number(WIDTH),
                        Svg.number(height),
                        Svg.number(WIDTH),
                        Svg.number(height)));
        svg.raw("<title>" + Svg.escaped(title()) + "</title>");
        svg.raw("<desc>" + Svg.escaped(new Description(chart, series, marks).text()) + "</desc>");
        svg.raw(Style.SHEET);
        svg.box("paper", 0, 0, WIDTH, height);
        svg.text("title", LEFT, 24, title());
        head();
        bands();
        grid();
        line();
        marks();
        for (int i = 0; i < legend.size(); i++) {
            svg.text("note", LEFT, LEGEND + 4 + LEGEND_LINE * i, legend.get(i));
        }
        return svg.raw("</svg>").toString();
    }

    private String title() {
        return Characters.cut(Characters.line(chart.title()), MOST_OF_TITLE).text()
                + (chart.unit() == null
                        ? ""
                        : " ("
                                + Characters.cut(Characters.line(chart.unit()), MOST_OF_UNIT).text()
                                + ")");
    }

    private void head() {
        Chart.Verdict verdict = chart.verdict();
        if (verdict != null) {
            svg.text(
                    verdict.grave() ? "grave end" : "verdict end",
                    RIGHT,
                    24,
                    Characters.cut(verdict.words(), MOST_OF_TITLE).text());
        }
    }

    private void bands() {
        band("expected", chart.expected());
        band("concerning", chart.concerning());
        Chart.@Nullable Band concerning = chart.concerning();
        if (concerning != null) {
            bound(concerning.low());
            bound(concerning.high());
        }
    }

    private void band(String kind, Chart.@Nullable Band band) {
        if (band == null) {
            return;
        }
        double top = y(band.high() == null ? values.high() : band.high());
        double bottom = y(band.low() == null ? values.low() : band.low());
        if (bottom > top) {
            svg.box(kind, LEFT, top, RIGHT - LEFT, bottom - top);
        }
    }

    private void bound(@Nullable Double bound) {
        if (bound != null && bound >= values.low() && bound <= values.high()) {
            svg.line("bound", LEFT, y(bound), RIGHT, y(bound));
        }
    }

    private void grid() {
        for (double tick : values.ticks()) {
            svg.line("grid", LEFT, y(tick), RIGHT, y(tick));
            svg.text("tick end", LEFT - 8, y(tick) + 4, ValueAxis.label(tick));
        }
        svg.line("axis", LEFT, BOTTOM, RIGHT, BOTTOM);
        for (TimeAxis.Tick tick : times.ticks()) {
            double x = x(tick.time().toEpochMilli());
            svg.line("axis", x, BOTTOM, x, BOTTOM + 5);
            svg.text("tick middle", Math.clamp(x, LEFT, RIGHT - 14), BOTTOM + 18, tick.label());
        }
        svg.text("tick end", RIGHT, BOTTOM + 34, times.caption());
    }

    private void line() {
        if (series.isEmpty()) {
            svg.text(
                    "empty middle",
                    (LEFT + RIGHT) / 2,
                    (TOP + BOTTOM) / 2,
                    "no points in this time");
            return;
        }
        for (List<Spot> stroke : strokes(chart, series)) {
            if (stroke.size() == 1) {
                Spot only = stroke.getFirst();
                svg.dot("point", x(only.millis()), y(only.value()), 2);
            } else {
                StringBuilder points = new StringBuilder("<polyline class=\"line\" points=\"");
                for (Spot spot : stroke) {
                    points.append(Svg.number(x(spot.millis())))
                            .append(',')
                            .append(Svg.number(y(spot.value())))
                            .append(' ');
                }
                svg.raw(points.toString().strip() + "\"/>");
            }
        }
    }

    /// Each mark has a number at its top, beside the last one where two are close.
    private void marks() {
        double free = LEFT;
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            double x = x(mark.time().toEpochMilli());
            double at = Math.min(Math.max(x, free), RIGHT - FLAG * (marks.size() - 0.5 - i));
            svg.line(mark.kind().word(), x, TOP, x, BOTTOM);
            if (at != x) {
                svg.line(mark.kind().word(), at, TOP - 9, x, TOP);
            }
            svg.dot("flag", at, TOP - 14, 8);
            svg.text("number middle", at, TOP - 10, String.valueOf(i + 1));
            free = at + FLAG;
        }
    }

    private List<String> legend() {
        return new Legend(chart, values, marks, MOST_OF_LABEL).lines();
    }

    private double x(long millis) {
        return LEFT + times.at(millis) * (RIGHT - LEFT);
    }

    private double y(double value) {
        return BOTTOM - values.at(value) * (BOTTOM - TOP);
    }

    /// The lines of the series as this width of drawing shows them.
    static List<List<Spot>> strokes(Chart chart, Series series) {
        return Strokes.of(
                series, chart.width(), chart.range().length().toMillis() / (double) COLUMNS);
    }

    /// A moment as charts write it.
    static String clock(Mark mark) {
        return CLOCK.format(mark.time());
    }
}

package dev.watchkeeper.chart;

import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.model.Series;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A chart in sentences, for who hears it.
record Description(Chart chart, Series series, List<Mark> marks) {

    private static final int MOST_OF_LABEL = 60;

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(Characters.line(chart.title()))
                .append(" from ")
                .append(chart.range().from())
                .append(" to ")
                .append(chart.range().until())
                .append(": ")
                .append(points())
                .append('.');
        band(text, "Expected", chart.expected());
        band(text, "Concerning", chart.concerning());
        if (chart.verdict() != null) {
            text.append(" Verdict: ").append(chart.verdict().words()).append('.');
        }
        if (!marks.isEmpty()) {
            text.append(" Marked: ")
                    .append(
                            marks.stream()
                                    .map(mark ->
                                            mark.kind().word()
                                                    + " "
                                                    + SvgChart.clock(mark)
                                                    + (mark.label().isBlank()
                                                            ? ""
                                                            : " " + cut(mark.label())))
                                    .collect(Collectors.joining("; ")))
                    .append('.');
        }
        return text.toString();
    }

    private String points() {
        if (series.isEmpty()) {
            return "no points";
        }
        double least = series.value(0);
        double greatest = least;
        for (int i = 1; i < series.size(); i++) {
            least = Math.min(least, series.value(i));
            greatest = Math.max(greatest, series.value(i));
        }
        int gaps = SvgChart.strokes(chart, series).size() - 1;
        return (series.size() == 1 ? "1 point" : series.size() + " points")
                + " between "
                + ValueAxis.label(least)
                + " and "
                + ValueAxis.label(greatest)
                + (chart.unit() == null ? "" : " " + Characters.line(chart.unit()))
                + (gaps == 0 ? "" : ", with " + gaps + (gaps == 1 ? " gap" : " gaps"));
    }

    private static void band(StringBuilder text, String what, Chart.@Nullable Band band) {
        if (band != null) {
            text.append(' ').append(what).append(": ").append(cut(band.words())).append('.');
        }
    }

    private static String cut(String text) {
        return Characters.cut(Characters.line(text), MOST_OF_LABEL).text();
    }
}

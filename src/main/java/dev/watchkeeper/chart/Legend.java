package dev.watchkeeper.chart;

import dev.watchkeeper.disclosure.Characters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines below a chart: what its colours mean, and its marks by number.
record Legend(Chart chart, ValueAxis values, List<Mark> marks, int mostOfLabel) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<String> bands = new ArrayList<>();
        add(bands, "green: expected", chart.expected());
        add(bands, "red: concerning", chart.concerning());
        if (!bands.isEmpty()) {
            lines.add(String.join(" · ", bands));
        }
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            lines.add(
                    (i + 1)
                            + " · "
                            + SvgChart.clock(mark)
                            + " · "
                            + mark.kind().word()
                            + (mark.label().isBlank() ? "" : ": " + cut(mark.label())));
        }
        return lines;
    }

    private void add(List<String> bands, String what, Chart.@Nullable Band band) {
        if (band != null) {
            boolean shown = shown(band.low()) || shown(band.high());
            bands.add(what + ", " + cut(band.words()) + (shown ? "" : " (beyond this chart)"));
        }
    }

    private boolean shown(@Nullable Double bound) {
        return bound != null && bound >= values.low() && bound <= values.high();
    }

    private String cut(String text) {
        return Characters.cut(Characters.line(text), mostOfLabel).text();
    }
}

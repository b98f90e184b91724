package dev.watchkeeper.incident;

import dev.watchkeeper.incident.IncidentReport.Moment;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The timeline: what the report saw, each moment with the answers that show it, among what the
/// server knows itself, in the order of time.
final class TimelineSection {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private TimelineSection() {}

    /// One row of the table.
    private record Line(Instant time, @Nullable Instant until, String rest) {}

    /// The table, empty when nothing is known of any moment.
    static String of(IncidentReport report, Known known) {
        List<Line> lines = new ArrayList<>();
        known.moments().forEach(moment -> lines.add(line(moment)));
        report.timeline()
                .forEach(
                        moment -> lines.add(new Line(moment.time(), moment.until(), rest(moment))));
        if (lines.isEmpty()) {
            return "";
        }
        lines.sort(Comparator.comparing(Line::time));
        Set<String> days = new HashSet<>();
        lines.forEach(line -> days.add(DAY.format(line.time())));
        StringBuilder table =
                new StringBuilder("| time (UTC) | what | evidence |\n|---|---|---|\n");
        for (Line line : lines) {
            table.append("| ")
                    .append(days.size() > 1 ? DAY.format(line.time()) + " " : "")
                    .append(CLOCK.format(line.time()));
            if (line.until() != null) {
                table.append('–').append(CLOCK.format(line.until()));
            }
            table.append(line.rest());
        }
        if (days.size() == 1) {
            table.append("\nAll on ").append(days.iterator().next()).append(".\n");
        }
        return table.toString();
    }

    /// The rows of the report alone, without their times: by them a report is known again.
    static List<String> rows(IncidentReport report) {
        return report.timeline().stream().map(TimelineSection::rest).toList();
    }

    private static Line line(Known.Moment moment) {
        return new Line(
                moment.time(),
                null,
                " | "
                        + Markdown.cell(moment.what())
                        + " | "
                        + Markdown.cell(moment.from())
                        + " |\n");
    }

    private static String rest(Moment moment) {
        return " | "
                + Markdown.cell(moment.what())
                + " | "
                + String.join(", ", moment.evidence())
                + " |\n";
    }
}

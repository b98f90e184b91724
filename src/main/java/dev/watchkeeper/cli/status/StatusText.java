package dev.watchkeeper.cli.status;

import dev.watchkeeper.cli.terminal.Amounts;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.cli.terminal.TextWidth;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The status as a table that fits 80 columns, whatever the names in it are.
final class StatusText {

    private static final int COLUMNS = 80;
    private static final int LABEL = 18;
    private static final int VALUE = 12;
    private static final int LINE = 11;
    private static final int DETAIL = 17;

    private final Terminal terminal;
    private final ZoneId zone;

    StatusText(Terminal terminal, ZoneId zone) {
        this.terminal = terminal;
        this.zone = zone;
    }

    void print(Status status) {
        String title = "watchkeeper status";
        String where =
                TextWidth.cut(
                        "host "
                                + status.host()
                                + " · "
                                + time("uuuu-MM-dd HH:mm", status.now())
                                + " "
                                + zoneName()
                                + (status.up() == null
                                        ? ""
                                        : " · up " + Amounts.about(status.up())),
                        COLUMNS - title.length() - 2);
        terminal.result(
                terminal.bold(title)
                        + " ".repeat(COLUMNS - title.length() - TextWidth.of(where))
                        + where);
        status.rows().forEach(row -> terminal.result(line(row, status.now())));
    }

    private String line(StatusRow row, Instant now) {
        String label =
                "  " + TextWidth.fit((row.kind() + " " + row.name()).strip(), LABEL - 1) + " ";
        int rest = COLUMNS - 2 - LABEL;
        if (row.value().isEmpty()) {
            return label + coloured(row, TextWidth.cut(row.detail(), rest));
        }
        String middle =
                TextWidth.fit(row.value(), VALUE)
                        + " "
                        + TextWidth.fit(row.line(), LINE)
                        + TextWidth.fit(row.detail(), DETAIL)
                        + " ";
        String verdict = row.verdict() + since(row, now);
        return (label + middle + coloured(row, TextWidth.cut(verdict, rest - TextWidth.of(middle))))
                .stripTrailing();
    }

    private String since(StatusRow row, Instant now) {
        Instant since = row.since();
        if (since == null || row.verdict().isEmpty() || row.verdict().equals("normal")) {
            return "";
        }
        boolean today = Duration.between(since, now).compareTo(Duration.ofHours(20)) < 0;
        return " " + time(today ? "HH:mm" : "d MMM", since);
    }

    private String coloured(StatusRow row, String text) {
        return switch (row.mood()) {
            case GOOD -> terminal.green(text);
            case ODD -> terminal.yellow(text);
            case BAD -> terminal.red(text);
            case PLAIN -> text;
        };
    }

    /// `Vienna` of `Europe/Vienna`.
    private String zoneName() {
        String id = zone.getId();
        return id.equals("Z") ? "UTC" : id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    }

    private String time(String pattern, Instant time) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone).format(time);
    }
}

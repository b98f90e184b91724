package dev.watchkeeper.investigate.playbook.ask;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// How the report puts things: texts cut to a length, moments as a time of day.
public final class Wording {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private Wording() {}

    /// The time of day in UTC, to the second.
    public static String clock(Instant time) {
        return TIME.format(time);
    }

    /// The text in one line, cut to so many characters.
    public static String head(String text, int characters) {
        String line = text.replace('\n', ' ').strip();
        return line.length() <= characters ? line : line.substring(0, characters - 1) + "…";
    }
}

package dev.watchkeeper.cli.pipe;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Series;
import dev.watchkeeper.source.TimeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rows of a CSV (RFC 4180 but for line breaks within quotes; separated by commas, semicolons or
/// tabs) with a time and a number in each. Which columns those are is told by their names, and
/// where those say nothing by the first row.
final class CsvPoints {

    private static final List<String> TIMES =
            List.of(
                    "timestamp",
                    "time",
                    "ts",
                    "datetime",
                    "date",
                    "at",
                    "_time",
                    "when",
                    "minute",
                    "hour");
    private static final List<String> VALUES =
            List.of("value", "val", "v", "y", "number", "count", "depth", "metric");
    private static final String SEPARATORS = ",;\t";

    /// More points than the oldest of which no verdict would ask for; the older half is let go.
    private static final int MOST_POINTS = 8_000_000;

    private final LineReader lines;
    private final TimeText times = new TimeText(ZoneOffset.UTC, InstantSource.system());
    private final @Nullable String head;
    private @Nullable String first;
    private char separator = ',';
    private int timeColumn;
    private int valueColumn = 1;
    private String line = "";
    private long millis;
    private double value;
    private long rows;
    private long unread;

    /// Reads the head.
    ///
    /// @param column the name of the column of numbers, or null to guess
    /// @throws BadRequest when there is no such column
    CsvPoints(InputStream in, @Nullable String column) throws IOException {
        lines = new LineReader(in);
        String top = lines.next();
        if (top != null && top.startsWith("\uFEFF")) {
            top = top.substring(1);
        }
        while (top != null && top.isBlank()) {
            top = lines.next();
        }
        if (top == null) {
            head = null;
            return;
        }
        for (int i = 0; i < SEPARATORS.length(); i++) {
            if (top.indexOf(SEPARATORS.charAt(i)) >= 0) {
                separator = SEPARATORS.charAt(i);
                break;
            }
        }
        List<String> names = fields(top);
        boolean headless = names.stream().anyMatch(name -> number(name) != null);
        first = headless ? top : lines.next();
        head = headless ? null : top;
        List<String> sample = first == null ? List.of() : fields(first);
        List<String> known =
                headless
                        ? List.of()
                        : names.stream()
                                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                                .toList();
        timeColumn = guess(known, TIMES, sample, -1);
        valueColumn =
                column == null
                        ? guess(known, VALUES, sample, timeColumn)
                        : known.indexOf(column.strip().toLowerCase(Locale.ROOT));
        if (valueColumn < 0 || timeColumn < 0) {
            throw new BadRequest(
                    "the CSV must have a column of times and one of numbers"
                            + (column == null ? "" : " named " + column)
                            + ", got the columns "
                            + String.join(", ", names));
        }
    }

    private int guess(List<String> names, List<String> wanted, List<String> sample, int not) {
        for (String name : wanted) {
            int found = names.indexOf(name);
            if (found >= 0 && found != not) {
                return found;
            }
        }
        int columns = Math.max(names.size(), sample.size());
        for (int i = 0; i < columns; i++) {
            String field = i < sample.size() ? sample.get(i) : "";
            boolean fits = not < 0 ? times.parse(field).isPresent() : number(field) != null;
            if (i != not && fits) {
                return i;
            }
        }
        // with a head and nothing that can be read below it, the usual order
        int usual = not < 0 ? 0 : 1;
        return usual < columns && !names.isEmpty() ? usual : -1;
    }

    /// The head, or null when there is none.
    @Nullable String head() {
        return head;
    }

    char separator() {
        return separator;
    }

    /// Goes to the next row; false at the end. Blank lines are rows that hold nothing.
    boolean next() throws IOException {
        String next = first == null ? lines.next() : first;
        first = null;
        if (next == null) {
            return false;
        }
        line = next;
        rows += next.isBlank() ? 0 : 1;
        return true;
    }

    /// The row as it was written.
    String line() {
        return line;
    }

    /// Reads time and number of the row; false when it has not both.
    boolean read() {
        String time = field(timeColumn);
        String number = field(valueColumn);
        Double parsed = number == null ? null : number(number);
        Optional<Instant> instant = time == null ? Optional.empty() : times.parse(time);
        if (parsed == null || instant.isEmpty()) {
            unread += line.isBlank() ? 0 : 1;
            return false;
        }
        millis = instant.get().toEpochMilli();
        value = parsed;
        return true;
    }

    long millis() {
        return millis;
    }

    double value() {
        return value;
    }

    /// All points; what could not be read is counted on `problems`.
    Series series(PrintStream problems) throws IOException {
        var at = new long[1024];
        var values = new double[1024];
        int size = 0;
        while (next()) {
            if (!read()) {
                continue;
            }
            if (size == at.length && size < MOST_POINTS) {
                at = Arrays.copyOf(at, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            } else if (size == at.length) {
                at = Arrays.copyOf(Arrays.copyOfRange(at, size / 2, size), size);
                values = Arrays.copyOf(Arrays.copyOfRange(values, size / 2, size), size);
                size -= size / 2;
            }
            at[size] = millis;
            values[size++] = value;
        }
        tell(problems);
        return Series.of(Arrays.copyOf(at, size), Arrays.copyOf(values, size));
    }

    /// Says how many rows could not be read, if any.
    void tell(PrintStream problems) {
        if (unread > 0) {
            problems.printf(
                    Locale.ROOT,
                    "%,d of %,d rows have no time and finite number that can be read%n",
                    unread,
                    rows);
        }
    }

    private @Nullable String field(int column) {
        if (line.indexOf('"') >= 0) {
            List<String> fields = fields(line);
            return column < fields.size() ? fields.get(column) : null;
        }
        int start = 0;
        for (int i = 0; i < column; i++) {
            start = line.indexOf(separator, start) + 1;
            if (start == 0) {
                return null;
            }
        }
        int end = line.indexOf(separator, start);
        return line.substring(start, end < 0 ? line.length() : end);
    }

    private List<String> fields(String row) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < row.length() && row.charAt(i + 1) == '"') {
                    field.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == separator && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private static @Nullable Double number(String text) {
        int end = text.length();
        if (end == 0 || end > 64 || Character.isLetter(text.charAt(end - 1))) {
            return null;
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

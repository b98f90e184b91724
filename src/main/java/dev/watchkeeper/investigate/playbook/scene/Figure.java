package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One declared number as the overview has it.
///
/// @param name such as `render.depth`
/// @param now its value, or NaN where there is none
/// @param usual the middle of what is usual, or NaN
/// @param low the lowest of what is usual, or NaN
/// @param high the highest of what is usual, or NaN
/// @param verdict `normal`, `unusual`, `concerning`, `cannot tell` or `source down`
/// @param line its last two hours as a line of blocks
public record Figure(
        String name,
        String unit,
        double now,
        double usual,
        double low,
        double high,
        String verdict,
        String line,
        String evidence) {

    private static final Pattern USUAL =
            Pattern.compile("(-?[\\d.eE+-]+) \\((-?[\\d.eE+-]+)\\.\\.(-?[\\d.eE+-]+)\\)");

    static Figure of(Reply.Row row, String evidence) {
        Matcher usual = USUAL.matcher(row.text("usual"));
        boolean known = usual.matches();
        return new Figure(
                row.text("name"),
                row.text("unit"),
                row.text("now").isEmpty() ? Double.NaN : row.number("now"),
                known ? parsed(usual.group(1)) : Double.NaN,
                known ? parsed(usual.group(2)) : Double.NaN,
                known ? parsed(usual.group(3)) : Double.NaN,
                row.text("verdict"),
                row.text("line"),
                evidence);
    }

    private static double parsed(@Nullable String text) {
        try {
            return text == null ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /// Whether it is out of the ordinary now.
    public boolean odd() {
        return concerning() || verdict.equals("unusual");
    }

    /// Whether it is declared or judged to need a look now.
    public boolean concerning() {
        return verdict.equals("concerning");
    }

    /// Whether it is above its middle.
    public boolean above() {
        return now > usual;
    }

    /// The part of a queue or API, such as `depth`, or the whole name.
    public String part() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /// The queue or API that it is a part of, or empty.
    public String owner() {
        int point = name.lastIndexOf('.');
        return point < 0 ? "" : name.substring(0, point);
    }
}

package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.Reply;
import dev.watchkeeper.investigate.playbook.ask.Wording;
import java.util.List;
import java.util.regex.Pattern;

/// What a row is without its values, so that rows of the same kind can be counted.
///
/// @param event whether it is of an event rather than of a log entry
/// @param text the type of the event, or the first line of the message with `<*>` for its numbers
record RowKind(boolean event, String text) {

    private static final int LONGEST = 100;

    /// A UUID, a hexadecimal number of six digits or more, or a run of decimal digits. Words of the
    /// letters a to f alone are left as they are.
    private static final Pattern VALUE =
            Pattern.compile(
                    "\\b\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\b"
                            + "|\\b0[xX]\\p{XDigit}+\\b"
                            + "|(?<![\\p{L}\\d])(?=[a-fA-F]*\\d)\\p{XDigit}{6,}(?![\\p{L}\\d])"
                            + "|\\d+");

    /// @param events the names of the event streams
    static RowKind of(Reply.Row row, List<String> events) {
        String what = row.text("what");
        return events.contains(row.text("stream"))
                ? new RowKind(true, type(what))
                : new RowKind(false, words(what));
    }

    /// What stands before the first `name=value`.
    private static String type(String what) {
        int equals = what.indexOf('=');
        int space = equals < 0 ? -1 : what.lastIndexOf(' ', equals);
        return (space > 0 ? what.substring(0, space) : what).strip();
    }

    private static String words(String message) {
        String line = message.strip().lines().findFirst().orElse("");
        return Wording.head(VALUE.matcher(line).replaceAll("<*>"), LONGEST);
    }
}

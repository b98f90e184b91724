package dev.watchkeeper.investigate.playbook.scene;

import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A kind of log entry in the time looked at, as `find_log_patterns` tells of it.
///
/// @param stream the log stream
/// @param change `new`, `surged`, `steady` or `gone` against the two days before
/// @param level its level, or empty where the stream carries none
/// @param expected how many there would have been at the rate of the days before
/// @param first when it began within the time looked at
/// @param last when it last came within the time looked at
/// @param template its template, as the answer shows it
/// @param example a message of it, or null where the template says all
/// @param ref where the example is
/// @param note what tools.yaml says of such entries, or null
/// @param evidence the answer that shows it
public record Kind(
        String stream,
        String change,
        String level,
        long count,
        double expected,
        Instant first,
        Instant last,
        String template,
        @Nullable String example,
        String ref,
        @Nullable String note,
        String evidence) {

    private static final Set<String> GRAVE = Set.of("ERROR", "CRITICAL", "FATAL");
    private static final Set<String> BAD = Set.of("WARN", "WARNING", "ERROR", "CRITICAL", "FATAL");
    private static final Pattern FAILS =
            Pattern.compile("(?i)\\b(fail\\w*|error|exception|refused|timed out)\\b");
    private static final Pattern NOTED_HARMLESS =
            Pattern.compile(
                    "(?i)\\b(normal|harmless|expected|benign|nothing (to do|is lost|wrong)|known|ignore|"
                            + "no action|not a problem|consequence)\\b");

    /// Whether the days before did not have it, or far less of it.
    public boolean fresh() {
        return change.equals("new") || change.equals("surged");
    }

    /// Whether it is an error.
    public boolean grave() {
        return GRAVE.contains(level);
    }

    /// Whether it is a warning or an error.
    public boolean bad() {
        return BAD.contains(level);
    }

    /// Whether it says that something failed, and not only warns.
    public boolean fails() {
        return grave() || thrown() != null || FAILS.matcher(template).find();
    }

    /// Whether whoever wrote tools.yaml says of it that it need not worry anybody.
    public boolean notedHarmless() {
        return note != null && NOTED_HARMLESS.matcher(note).find();
    }

    /// A message of it in its own words.
    public String message() {
        return example == null ? template : example;
    }

    /// All its words: the template, which may begin with an exception's type, and a message.
    public String words() {
        return example == null ? template : template + " " + example;
    }

    /// The longest run of constant words of the template: what every message of it contains.
    public String constant() {
        String longest = "";
        // an exception's template begins with its type and place, which no message contains
        String message = template.replaceFirst("^\\S+ in \\S+: ", "");
        for (String part : message.split("<\\*>|…\\[[^\\]]*\\]…", -1)) {
            if (part.strip().length() > longest.length()) {
                longest = part.strip();
            }
        }
        return longest;
    }

    /// The exception's type and where it was thrown, as `KeyError in app/bill.py:charge`, or null.
    public @Nullable String thrown() {
        int colon = template.indexOf(": ");
        return colon > 0 && template.substring(0, colon).matches("\\S+ in \\S+")
                ? template.substring(0, colon)
                : null;
    }
}

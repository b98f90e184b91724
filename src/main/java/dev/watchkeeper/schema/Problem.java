package dev.watchkeeper.schema;

import java.util.Comparator;

/// One thing wrong with a document. It is told on one line and without control characters, whatever
/// its keys and texts hold.
///
/// @param line where it stands, or 0
/// @param path the keys that lead there (`sources.app.path`, `ignores[2].until`), empty for the
///   document as a whole
/// @param text what is wrong and what is allowed, lower case, without the path
public record Problem(int line, String path, String text) {

    /// By line; problems of one line stay in the order in which they were found.
    public static final Comparator<Problem> BY_LINE = Comparator.comparingInt(Problem::line);

    /// For a file: `line 14 sources.app.path: …`.
    public String inFile() {
        return Words.line(
                (line > 0 ? "line " + line + "  " : "")
                        + (path.isEmpty() ? text : path + ": " + text));
    }

    /// For a caller who gave arguments: `limit must be between 1 and 1000, got 0`.
    public String inArguments() {
        return Words.line(
                path.isEmpty() ? text : path + (text.startsWith("must ") ? " " : ": ") + text);
    }
}

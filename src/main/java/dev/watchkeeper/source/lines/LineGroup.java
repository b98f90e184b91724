package dev.watchkeeper.source.lines;

import java.util.List;

/// The lines of one entry: the one that begins it, and those that continue it.
///
/// @param head the first line; for lines that continue nothing, the first of them
/// @param more the text of the following ones, in order
/// @param cut true when `more` was too long to be kept whole
/// @param lines how many lines there are, those not kept included
/// @param end where in the file the next entry begins
public record LineGroup(Line head, List<String> more, boolean cut, long lines, long end) {

    /// No more than this many characters of continuation lines are kept of one entry.
    public static final int LONGEST = 64 * 1024;

    static LineGroup single(Line line) {
        return new LineGroup(line, List.of(), false, 1, line.next());
    }
}

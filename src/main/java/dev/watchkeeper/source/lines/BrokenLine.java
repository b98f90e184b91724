package dev.watchkeeper.source.lines;

/// A line cannot be read as an entry. Counted, with a sample; never more than that.
public final class BrokenLine extends Exception {

    private static final long serialVersionUID = 1L;

    /// `problem` is in our words, without text from the line.
    public BrokenLine(String problem) {
        super(problem, null, false, false);
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}

package dev.watchkeeper.tool;

/// How large an answer may be, in characters of JSON. Claude Code keeps results of up to 50,000
/// characters in view and hides larger ones behind a file that a session without tools cannot read;
/// 20,000 are about 5,000 tokens.
final class Budget {

    /// A whole answer.
    static final int ANSWER = 20_000;

    /// The rows of an answer; the rest is for what was searched, notes and remarks.
    static final int ROWS = 15_000;

    /// A message or traceback in a list of many.
    static final int CELL = 700;

    /// The largest row of a list of many.
    static final int ROW = 3_000;

    private Budget() {}
}

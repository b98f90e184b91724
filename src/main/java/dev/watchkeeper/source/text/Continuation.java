package dev.watchkeeper.source.text;

import dev.watchkeeper.source.lines.LineGroup;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the lines after the first say: more of the message, then perhaps a traceback.
///
/// @param message the lines that belong to the message, or empty
/// @param exception the traceback, or null
record Continuation(String message, @Nullable String exception) {

    /// How tracebacks begin: Python, Java and its kin, Go, Rust, Node.
    private static final Pattern TRACE =
            Pattern.compile(
                    "\\s*+(?:Traceback \\(most recent call last\\)|File \".*\", line \\d|at \\S.*"
                            + "|Caused by: |Exception in thread |Exception Group Traceback"
                            + "|goroutine \\d|panic: |stack backtrace:|thread '.*' panicked"
                            + "|(?:[\\w$]++\\.)*+[\\w$]*(?:Exception|Error|Throwable)\\b).*+",
                    Pattern.DOTALL);

    static Continuation of(LineGroup group) {
        List<String> lines = group.more();
        int start = 0;
        while (start < lines.size() && !TRACE.matcher(lines.get(start)).matches()) {
            start++;
        }
        String cut =
                group.cut()
                        ? "\n[cut: an entry is read up to " + LineGroup.LONGEST + " characters]"
                        : "";
        String message = String.join("\n", lines.subList(0, start)).stripTrailing();
        if (start == lines.size()) {
            return new Continuation(message + cut, null);
        }
        String trace = String.join("\n", lines.subList(start, lines.size())).stripTrailing();
        return new Continuation(message, trace + cut);
    }
}

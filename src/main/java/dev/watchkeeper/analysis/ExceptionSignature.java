package dev.watchkeeper.analysis;

import java.util.Optional;

/// What makes two tracebacks the same problem: the type, and where in the operator's own code it
/// came up.
///
/// @param type the type that was thrown, with its package; of a chain the one that ended it in
///   Python, the cause in Java
/// @param message what was said with it, possibly nothing
/// @param frame `file:function` (Python, JavaScript, Ruby), `class.method` (Java) or
///   `package.function` (Go) of the innermost frame that is own code: not of the language, a
///   package manager's folder or a well-known framework; the innermost of all where none is. Empty
///   when the traceback has no frames
/// @param line the line in that frame's file, 0 when unknown; not part of the signature, since it
///   moves with every edit
/// @param own whether the frame is own code
public record ExceptionSignature(String type, String message, String frame, int line, boolean own) {
    /// The longest traceback that is looked at, in characters, from its end and its start.
    private static final int LONGEST = 200_000;

    /// What tracebacks are grouped by.
    public String key() {
        return frame.isEmpty() ? type : type + " at " + frame;
    }

    /// What its kind of message is named by: the type and its place.
    public String place() {
        return frame.isEmpty() ? type : type + " in " + frame;
    }

    /// The same as people read it: without the packages of the type and the first folders of the
    /// file.
    public String shown() {
        String name = type.substring(type.lastIndexOf('.') + 1);
        String[] path = frame.split("/", -1);
        String end = path.length <= 2 ? frame : path[path.length - 2] + "/" + path[path.length - 1];
        return end.isEmpty() ? name : name + " in " + end;
    }

    /// The signature of a traceback of Python, Java, JavaScript, Go or Ruby; nothing where the text
    /// is none.
    public static Optional<ExceptionSignature> of(String traceback) {
        String text = traceback;
        if (text.length() > LONGEST) {
            // The type stands first in Java and last in Python.
            text =
                    text.substring(0, LONGEST / 2)
                            + "\n"
                            + text.substring(text.length() - LONGEST / 2);
        }
        for (TracebackDialect dialect : TracebackDialect.values()) {
            Optional<ExceptionSignature> signature = dialect.read(text);
            if (signature.isPresent()) {
                return signature;
            }
        }
        return Optional.empty();
    }
}

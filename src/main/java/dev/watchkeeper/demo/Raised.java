package dev.watchkeeper.demo;

import java.util.List;

/// A Python exception on its way through the service's code.
///
/// @param type the name of its class
/// @param module the module of its class, or empty for a class of Python itself
/// @param frames outermost first
record Raised(String type, String module, String value, List<Frame> frames) {

    /// A line that the exception came through, with its code.
    record Frame(Place place, String code) {}

    /// As Python prints it.
    String traceback() {
        var text = new StringBuilder("Traceback (most recent call last):\n");
        for (Frame frame : frames) {
            text.append("  File \"")
                    .append(frame.place.path())
                    .append("\", line ")
                    .append(frame.place.line())
                    .append(", in ")
                    .append(frame.place.function())
                    .append("\n    ")
                    .append(frame.code)
                    .append('\n');
        }
        if (!module.isEmpty()) {
            text.append(module).append('.');
        }
        return text.append(type).append(": ").append(value).append('\n').toString();
    }
}

package dev.watchkeeper.demo;

import org.jspecify.annotations.Nullable;

/// A call of loguru.
///
/// @param raised the exception that was logged with it, or null
record LogLine(
        Micros at,
        Component component,
        Place place,
        Grade grade,
        String message,
        Fields extra,
        @Nullable Raised raised) {

    LogLine(
            Micros at,
            Component component,
            Place place,
            Grade grade,
            String message,
            Fields extra) {
        this(at, component, place, grade, message, extra, null);
    }
}

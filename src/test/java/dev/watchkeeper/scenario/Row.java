package dev.watchkeeper.scenario;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that the service says.
sealed interface Row {

    /// Milliseconds of the epoch.
    long at();

    /// A log entry.
    ///
    /// @param process which process says it
    /// @param level INFO, WARNING or ERROR
    /// @param trace the traceback, or null
    record Log(
            long at,
            ServiceProcess process,
            String module,
            String level,
            String message,
            Map<String, Object> extra,
            @Nullable Trace trace)
            implements Row {}

    /// An event with values.
    record Event(long at, String type, Map<String, Object> values) implements Row {}

    /// A new version was started.
    record Start(long at, ServiceProcess process, String version, String previous, String remark)
            implements Row {}

    /// A setting was changed.
    record Setting(long at, ServiceProcess process, String text, String key) implements Row {}

    /// An exception.
    record Trace(String type, String value, String file, int line, String function) {

        String text() {
            return "Traceback (most recent call last):\n  File \"/srv/app/"
                    + file
                    + "\", line "
                    + line
                    + ", in "
                    + function
                    + "\n    raise "
                    + type
                    + "\n"
                    + type
                    + ": "
                    + value;
        }
    }
}

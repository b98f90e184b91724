package dev.watchkeeper.demo;

import java.time.Instant;
import java.util.Map;

/// Hears what a simulated host measured, in the order of time.
@FunctionalInterface
public interface HostListener {

    /// The measures of one minute of five, at its end.
    ///
    /// @param values by name, such as `host.cpu_percent`
    void measured(Instant time, Map<String, Double> values);
}

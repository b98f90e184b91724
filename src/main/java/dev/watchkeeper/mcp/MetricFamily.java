package dev.watchkeeper.mcp;

import java.util.List;
import java.util.Map;

/// A family of metrics for `/metrics`, beside those that the server counts of itself.
///
/// @param name without the prefix `watchkeeper_`
/// @param type `counter` or `gauge`
/// @param help what it means, in a sentence
/// @param samples one for each set of labels
public record MetricFamily(String name, String type, String help, List<Sample> samples) {

    public MetricFamily {
        samples = List.copyOf(samples);
    }

    /// One value.
    ///
    /// @param labels by name, in their order; names of ours alone
    public record Sample(Map<String, String> labels, double value) {}

    /// A family of one value.
    public static MetricFamily of(String name, String type, String help, double value) {
        return new MetricFamily(name, type, help, List.of(new Sample(Map.of(), value)));
    }
}

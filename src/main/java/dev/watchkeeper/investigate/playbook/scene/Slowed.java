package dev.watchkeeper.investigate.playbook.scene;

import java.util.List;

/// A type of event that takes longer than before.
///
/// @param stream the event stream
/// @param field where it says how long it took
/// @param before its median before the onset, in the unit of its field; of a tail its 95th
///   percentile
/// @param since the same since
/// @param tail whether only the slowest of them take longer
public record Slowed(
        String stream,
        String field,
        String type,
        double before,
        double since,
        boolean tail,
        List<String> evidence) {

    /// How many times as long it takes.
    public double times() {
        return since / before;
    }

    /// What was compared: `median` or `95th percentile`.
    public String figure() {
        return tail ? "95th percentile" : "median";
    }
}

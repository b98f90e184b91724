package dev.watchkeeper.investigate.playbook.scene;

import java.util.List;

/// A type of event that takes longer than before.
///
/// @param before its median before the onset, in the unit of its field
/// @param since its median since
public record Slowed(String type, double before, double since, List<String> evidence) {

    /// How many times as long it takes.
    public double times() {
        return since / before;
    }
}

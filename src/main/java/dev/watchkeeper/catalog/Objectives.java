package dev.watchkeeper.catalog;

import java.util.Map;

/// What tools.yaml wants to hold.
///
/// @param slos the service level objectives by name
/// @param invariants the invariants by name
public record Objectives(Map<String, Slo> slos, Map<String, Invariant> invariants) {

    /// Nothing.
    public static final Objectives NONE = new Objectives(Map.of(), Map.of());

    public boolean isEmpty() {
        return slos.isEmpty() && invariants.isEmpty();
    }
}

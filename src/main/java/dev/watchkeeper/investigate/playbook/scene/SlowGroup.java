package dev.watchkeeper.investigate.playbook.scene;

import java.util.List;
import java.util.Map;

/// Whether what takes longer has something in common.
///
/// @param field such as `worker_id`; empty where all values of all fields are slow alike
/// @param value the value whose work takes longer, or empty
/// @param took the median of that value since the onset
/// @param others the median of all other values since the onset
/// @param before the median of all before, or NaN where only the slowest are slow
/// @param carried what nine tenths or more of the slow work carries, values by field
/// @param evidence the answers that show it
public record SlowGroup(
        String field,
        String value,
        double took,
        double others,
        double before,
        Map<String, String> carried,
        List<String> evidence) {

    /// Whether the work of one value is slow and that of the others is not.
    public boolean tells() {
        return !field.isEmpty();
    }

    /// The field's last part.
    public String name() {
        return field.substring(field.lastIndexOf('.') + 1);
    }
}

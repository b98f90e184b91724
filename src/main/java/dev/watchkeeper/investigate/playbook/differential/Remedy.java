package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Wording;
import java.util.Map;

/// Something to do about a cause.
///
/// @param what exactly
/// @param kind `mitigate`, `fix`, `detect` or `prevent`
public record Remedy(String what, String kind) {

    private static final int LONGEST = 390;

    /// As `write_incident` takes it.
    public Map<String, Object> asAction() {
        return OrderedFields.of("what", Wording.head(what, LONGEST), "kind", kind, "owner", "you");
    }
}

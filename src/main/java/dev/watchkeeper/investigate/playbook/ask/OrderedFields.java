package dev.watchkeeper.investigate.playbook.ask;

import java.util.LinkedHashMap;
import java.util.Map;

/// What is sent to a tool, in the order in which it was named, so that the same course of questions
/// is recorded in the same words each time.
public final class OrderedFields {

    private OrderedFields() {}

    /// Names and values by turns.
    public static Map<String, Object> of(Object... pairs) {
        var fields = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put((String) pairs[i], pairs[i + 1]);
        }
        return fields;
    }
}

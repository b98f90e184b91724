package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.schema.Doc;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which events an objective means.
@Doc("events: by type, by exact values, by a condition on a number")
public record SloSelection(
        @Doc("event types; left out, those that the objective counts") List<String> event,
        @Doc("exact values of fields that the events must have") Map<String, String> where,
        @Doc("numeric field that must meet the condition") @Nullable String field,
        @Doc("the condition on it, such as \">= 500\" or \"400..499\"") @Nullable Condition is) {

    public SloSelection {
        if ((field == null) != (is == null)) {
            throw new IllegalArgumentException(
                    "field and is belong together: the field, and the condition on its number");
        }
        if (is != null && !is.judges()) {
            throw new IllegalArgumentException(
                    "is needs a condition such as \">= 500\" or \"400..499\", got \""
                            + is.text()
                            + "\"");
        }
        if (event.isEmpty() && where.isEmpty() && field == null) {
            throw new IllegalArgumentException("say which events: event, where, or field and is");
        }
    }
}

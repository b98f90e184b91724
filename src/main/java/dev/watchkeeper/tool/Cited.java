package dev.watchkeeper.tool;

import dev.watchkeeper.evidence.Receipt;
import dev.watchkeeper.incident.CitedEvidence;
import dev.watchkeeper.model.TimeRange;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// An answer that was shown, from its receipt into the form in which an incident quotes it.
final class Cited {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Cited() {}

    /// The form of it.
    ///
    /// @param remark what changed in the source since, or empty
    static CitedEvidence of(Receipt receipt, String remark) {
        JsonNode content = JSON.readTree(receipt.content());
        var rows = new ArrayList<String>();
        for (JsonNode row : content.path("rows")) {
            var cells = new ArrayList<String>();
            for (JsonNode cell : row) {
                if (!cell.isNull()) {
                    cells.add(cell.isString() ? cell.stringValue() : cell.toString());
                }
            }
            rows.add(String.join(" ", cells));
        }
        String arguments = receipt.arguments() + (remark.isEmpty() ? "" : " (" + remark + ")");
        return new CitedEvidence(receipt.id(), receipt.tool(), arguments, range(content), rows);
    }

    private static @Nullable TimeRange range(JsonNode content) {
        JsonNode searched = content.path("searched");
        JsonNode first = searched.isArray() && !searched.isEmpty() ? searched.get(0) : searched;
        try {
            return first.path("from").isString() && first.path("until").isString()
                    ? new TimeRange(
                            Instant.parse(first.path("from").stringValue()),
                            Instant.parse(first.path("until").stringValue()))
                    : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}

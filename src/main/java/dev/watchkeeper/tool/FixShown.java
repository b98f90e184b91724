package dev.watchkeeper.tool;

import dev.watchkeeper.evidence.Receipt;
import dev.watchkeeper.incident.FixState;
import dev.watchkeeper.incident.IncidentReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;

/// Whether a report says of the fix what the answers that it cites say.
final class FixShown {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FixShown() {}

    /// A sentence for each answer that says otherwise. "Cannot tell" contradicts nothing, and
    /// nothing contradicts it.
    static List<String> problems(IncidentReport report, List<Receipt> cited) {
        var problems = new ArrayList<String>();
        for (Receipt receipt : cited) {
            String sentence =
                    JSON.readTree(receipt.content()).path("fix_check").path("fix").asString("");
            Optional<FixState> told = FixState.told(sentence);
            if (told.isPresent()
                    && told.get() != FixState.CANNOT_TELL
                    && report.fix() != FixState.CANNOT_TELL
                    && told.get() != report.fix()) {
                problems.add(
                        "fix is "
                                + report.fix().word()
                                + ", and "
                                + receipt.id()
                                + " says \""
                                + sentence
                                + "\": give "
                                + told.get().word()
                                + ", or cannot_tell");
            }
        }
        return problems;
    }
}

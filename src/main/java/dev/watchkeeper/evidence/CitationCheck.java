package dev.watchkeeper.evidence;

import dev.watchkeeper.model.SourceUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Checks what an incident cites against what its session was really shown: the receipt exists and
/// was issued to this session, the quote stands in it to the letter, and the rows behind it are
/// still there unchanged, or are said to be gone.
public final class CitationCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHORTEST_QUOTE = 4;

    private final Receipts receipts;
    private final Function<ShownRow, Optional<ShownRow>> reread;

    /// `reread` gives a shown row as it is now, empty when it is gone; it may throw
    /// [SourceUnavailable].
    public CitationCheck(Receipts receipts, Function<ShownRow, Optional<ShownRow>> reread) {
        this.receipts = receipts;
        this.reread = reread;
    }

    /// The outcome for one citation.
    public sealed interface Verdict {

        /// It holds.
        ///
        /// @param remark what changed in the source since, in our words, or empty
        record Holds(Receipt receipt, String remark) implements Verdict {}

        /// It does not hold.
        ///
        /// @param reason one sentence for whoever cited it
        record Refused(String reason) implements Verdict {}
    }

    /// Checks one citation; an empty quote cites the answer as a whole.
    public Verdict check(String session, String evidenceId, String quote) {
        Optional<Receipt> found = receipts.find(evidenceId);
        if (found.isEmpty()) {
            return new Verdict.Refused(
                    "evidence "
                            + shorten(evidenceId)
                            + " does not exist; cite the evidence_id of an answer you were given");
        }
        Receipt receipt = found.get();
        if (!receipt.session().equals(session)) {
            return new Verdict.Refused(
                    "evidence "
                            + evidenceId
                            + " was shown to another session; cite the evidence_id of an answer you were given");
        }
        if (!quote.isEmpty()) {
            if (quote.strip().length() < SHORTEST_QUOTE) {
                return new Verdict.Refused(
                        "the quote for "
                                + evidenceId
                                + " is too short to prove anything; quote at least "
                                + SHORTEST_QUOTE
                                + " characters of what it showed, or leave quote out");
            }
            if (!shows(JSON.readTree(receipt.content()), quote)) {
                return new Verdict.Refused(
                        "the quote for "
                                + evidenceId
                                + " is not in what it showed; copy it to the letter from one value of that answer");
            }
        }
        return new Verdict.Holds(receipt, changes(receipt));
    }

    /// True when the quote stands in one text of the answer, or in one row of it read across, its
    /// cells joined by single spaces.
    static boolean shows(JsonNode node, String quote) {
        if (node.isString()) {
            return node.stringValue().contains(quote);
        }
        if (node.isNumber()) {
            return node.toString().equals(quote.strip());
        }
        if (node.isArray()
                && !node.isEmpty()
                && node.values().stream().noneMatch(JsonNode::isContainer)) {
            var cells = new ArrayList<String>();
            for (JsonNode cell : node) {
                if (!cell.isNull()) {
                    cells.add(cell.isString() ? cell.stringValue() : cell.toString());
                }
            }
            return String.join(" ", cells).contains(quote);
        }
        for (JsonNode child : node) {
            if (shows(child, quote)) {
                return true;
            }
        }
        return false;
    }

    private String changes(Receipt receipt) {
        int gone = 0;
        int changed = 0;
        int unread = 0;
        for (ShownRow row : receipt.rows()) {
            try {
                Optional<ShownRow> now = reread.apply(row);
                if (now.isEmpty()) {
                    gone++;
                } else if (!now.get().sha256().equals(row.sha256())) {
                    changed++;
                }
            } catch (SourceUnavailable e) {
                unread++;
            }
        }
        var remarks = new ArrayList<String>();
        remark(remarks, gone, receipt, "gone from the source since");
        remark(remarks, changed, receipt, "changed in the source since");
        remark(remarks, unread, receipt, "of a source that does not answer now");
        return String.join("; ", remarks);
    }

    private static void remark(List<String> remarks, int number, Receipt receipt, String what) {
        if (number > 0) {
            remarks.add(number + " of " + receipt.rows().size() + " rows are " + what);
        }
    }

    private static String shorten(String id) {
        String clean = id.replaceAll("[^A-Za-z0-9-]", "?");
        return clean.length() <= 40 ? clean : clean.substring(0, 40) + "…";
    }
}

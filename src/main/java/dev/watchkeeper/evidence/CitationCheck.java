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

    /// The outcome for what is cited of one answer.
    public sealed interface Verdict {

        /// It holds.
        ///
        /// @param remark what changed in the source since, in our words, or empty
        record Holds(Receipt receipt, String remark) implements Verdict {}

        /// It does not hold.
        ///
        /// @param reasons sentences for whoever cited it, never empty
        record Refused(List<String> reasons) implements Verdict {}
    }

    /// Checks what a session cites of one answer: the answer as a whole, and quotes of it.
    public Verdict check(String session, String evidenceId, List<String> quotes) {
        Optional<Receipt> found = receipts.find(evidenceId);
        // That another session has it is not told: ids could be tried out.
        if (found.isEmpty() || !found.get().session().equals(session)) {
            return refused(
                    "evidence "
                            + shorten(evidenceId)
                            + " was not shown to this session; cite the evidence_id of an answer you were given");
        }
        Receipt receipt = found.get();
        JsonNode content = JSON.readTree(receipt.content());
        var reasons = new ArrayList<String>();
        for (int i = 0; i < quotes.size(); i++) {
            String quote = quotes.get(i);
            String which =
                    "the quote"
                            + (quotes.size() == 1 ? "" : " number " + (i + 1))
                            + " for "
                            + evidenceId;
            if (quote.strip().length() < SHORTEST_QUOTE) {
                reasons.add(
                        which
                                + " is too short to prove anything; quote at least "
                                + SHORTEST_QUOTE
                                + " characters of what it showed, or leave quote out");
            } else if (!shows(content, quote)) {
                reasons.add(
                        which
                                + " is not in what it showed; copy it to the letter from one value of that answer");
            }
        }
        return reasons.isEmpty()
                ? new Verdict.Holds(receipt, changes(receipt))
                : new Verdict.Refused(reasons);
    }

    private static Verdict refused(String reason) {
        return new Verdict.Refused(List.of(reason));
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

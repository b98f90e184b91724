package dev.watchkeeper.disclosure.redaction;

import dev.watchkeeper.disclosure.redaction.Assignment.Form;
import dev.watchkeeper.disclosure.redaction.KeyNames.Known;
import java.util.Locale;
import java.util.Set;

/// The words before a name by which a sentence tells that its value follows: `with token x`.
final class Leads {

    /// Words before `password x` in a sentence.
    private static final Set<String> LEADS =
            Set.of(
                    "with",
                    "using",
                    "trying",
                    "tried",
                    "use",
                    "used",
                    "new",
                    "old",
                    "temporary",
                    "temp",
                    "default",
                    "initial",
                    "generated",
                    "current",
                    "supplied",
                    "attempted",
                    "guessed",
                    "cleartext",
                    "plaintext",
                    "plain",
                    "their",
                    "his",
                    "her",
                    "my",
                    "your",
                    "and",
                    "mit",
                    "by",
                    "via");

    private Leads() {}

    /// True unless a name and a value merely stand side by side in a sentence.
    static boolean to(Known known, String text, int nameStart, Form form, Extent extent) {
        boolean random =
                extent.end() - extent.start() >= 20
                        && ValueLook.of(text, extent.start(), extent.end()) == ValueLook.RANDOM;
        if (form != Form.ADJACENT
                || extent.quoted()
                || known.strength() == KeyNames.Strength.SURE
                || random) {
            return true;
        }
        int end = nameStart;
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        int start = end;
        while (start > 0 && end - start < 12 && Chars.letter(text.charAt(start - 1))) {
            start--;
        }
        if (LEADS.contains(text.substring(start, end).toLowerCase(Locale.ROOT))) {
            return true;
        }
        // `with the api key x`
        int lead = start;
        while (lead > 0 && text.charAt(lead - 1) == ' ') {
            lead--;
        }
        int leadStart = lead;
        while (leadStart > 0 && lead - leadStart < 12 && Chars.letter(text.charAt(leadStart - 1))) {
            leadStart--;
        }
        return LEADS.contains(text.substring(leadStart, lead).toLowerCase(Locale.ROOT));
    }
}

package dev.watchkeeper.disclosure.redaction;

import java.util.List;

/// One kind of place where a secret may stand.
interface Rule {

    /// Texts of which one stands wherever this rule applies, in lower case; they are found whatever
    /// the case of the text.
    List<String> triggers();

    /// Adds the secrets that belong to the trigger at `[start, end)`. The work done must be
    /// bounded, or paid for by what is added: triggers may follow each other without end.
    void at(String text, int start, int end, Spans found);
}

package dev.watchkeeper.disclosure.redaction;

import org.jspecify.annotations.Nullable;

/// What tells of a person: e-mail addresses, numbers of cards, accounts and telephones, and public
/// network addresses.
///
/// Private, loopback and documentation addresses name machines of one's own and are left. A public
/// one can lead to a person (recital 30 of the GDPR); its mark still shows which lines belong
/// together.
final class Personal {

    private Personal() {}

    /// The places found so far and those of personal data; null when there are none.
    static @Nullable Spans find(String text, @Nullable Spans found) {
        Spans all = found;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            Spans.@Nullable Place place = null;
            if (c == '[' && Marks.end(text, i) > 0) {
                i = Marks.end(text, i);
                continue;
            }
            if (c == '@') {
                place = EmailAddresses.at(text, i);
            } else if (c == '+') {
                place = PersonalNumbers.phone(text, i);
            } else if (Chars.alphanumeric(c) || c == ':') {
                boolean first = i == 0 || !Chars.alphanumeric(text.charAt(i - 1));
                if (first) {
                    place =
                            Chars.digit(c)
                                    ? PersonalNumbers.card(text, i)
                                    : PersonalNumbers.account(text, i);
                    place = place == null ? NetworkAddresses.at(text, i) : place;
                }
            }
            if (place != null) {
                if (all == null) {
                    all = new Spans();
                }
                all.add(place);
                i = Math.max(i + 1, place.end());
            } else {
                i++;
            }
        }
        return all;
    }
}

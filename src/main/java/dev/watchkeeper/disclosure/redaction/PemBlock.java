package dev.watchkeeper.disclosure.redaction;

import java.util.List;

/// Private keys in the textual form of RFC 7468 and its older relatives, over many lines, with line
/// breaks escaped, or cut off before their end. Certificates and public keys are not hidden.
final class PemBlock implements Rule {

    private static final int LONGEST_LABEL = 64;

    @Override
    public List<String> triggers() {
        return List.of("-----begin ");
    }

    @Override
    public void at(String text, int start, int end, Spans found) {
        int dashes = text.indexOf("-----", end, Math.min(text.length(), end + LONGEST_LABEL));
        if (dashes < 0 || (start < found.covered() && isWithin(start, found))) {
            return;
        }
        String label = text.substring(end, dashes);
        if (!label.contains("PRIVATE") && !label.contains("SECRET")) {
            return;
        }
        // What was too long for a label before a mark made it shorter is none after that either.
        if (Marks.in(label)) {
            return;
        }
        int body = dashes + 5;
        int last = bodyEnd(text, body);
        if (text.startsWith("-----END", last)) {
            int closing =
                    text.indexOf(
                            "-----", last + 8, Math.min(text.length(), last + 8 + LONGEST_LABEL));
            last = closing < 0 ? last : closing + 5;
        }
        found.add(start, last, "private-key", bare(text.substring(body, bodyEnd(text, body))));
    }

    private static boolean isWithin(int start, Spans found) {
        return found.all().stream()
                .anyMatch(place ->
                        place.kind().equals("private-key")
                                && place.start() < start
                                && start < place.end());
    }

    /// Where the lines of base64 and headers end: at the dashes of the end, or where something else
    /// begins.
    private static int bodyEnd(String text, int from) {
        int i = from;
        int solid = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if ((Chars.base64(c) && c != '-') || c == '=') {
                i++;
                solid = i;
            } else if (c == '-' && text.startsWith("-----", i)) {
                return i;
            } else if (Chars.space(c)
                    || c == '\\'
                    || c == '-'
                    || c == ':'
                    || c == ','
                    || c == '.') {
                i++;
            } else {
                break;
            }
        }
        return solid;
    }

    /// The base64 alone, so that a key has one mark however its lines were broken.
    private static String bare(String body) {
        return body.replace("\\r", "").replace("\\n", "").replaceAll("[^A-Za-z0-9+/=]", "");
    }
}

package dev.watchkeeper.disclosure.redaction;

import dev.watchkeeper.disclosure.redaction.Assignment.Form;
import dev.watchkeeper.disclosure.redaction.KeyNames.Known;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values that are secrets by the name before them: `password=x`, `"api_key": "x"`, `--token x`,
/// `<secret>x</secret>`, `the password is x`.
final class NamedValues implements Rule {

    private static final int LONGEST_NAME = 64;

    /// Parts of names, of which each known name has one.
    private static final List<String> PARTS =
            List.of(
                    "pass",
                    "pwd",
                    "pword",
                    "kennwort",
                    "contrase",
                    "senha",
                    "wachtwoord",
                    "motdepasse",
                    "psk",
                    "secret",
                    "token",
                    "jwt",
                    "key",
                    "auth",
                    "cred",
                    "sess",
                    "sid",
                    "csrf",
                    "xsrf",
                    "sig",
                    "hmac",
                    "mac",
                    "otp",
                    "pin",
                    "cvv",
                    "cvc",
                    "ssn",
                    "code",
                    "cardnum",
                    "card_num",
                    "card number",
                    "card-num",
                    "creditcard",
                    "ccnum",
                    "mnemonic",
                    "phrase",
                    "ticket",
                    "salt",
                    "saml",
                    "nonce",
                    "assertion",
                    "kek",
                    "dek",
                    "socialsecurity");

    private final KeyNames names;
    private final List<String> triggers;

    NamedValues(Collection<String> further) {
        names = new KeyNames(further);
        var all = new ArrayList<>(PARTS);
        for (String name : further) {
            List<String> words = KeyNames.words(name);
            if (words.isEmpty()) {
                throw new IllegalArgumentException(
                        "the name of a key has letters or digits, not '" + name + "'");
            }
            all.add(words.getLast());
        }
        triggers = List.copyOf(all);
    }

    @Override
    public List<String> triggers() {
        return triggers;
    }

    /// Adds the whole value when its name makes it a secret.
    void value(String name, String value, Spans found) {
        Known known = names.of(name);
        if (known != null) {
            int start = schemeEnd(value, 0, value.length());
            boolean secret =
                    Secrecy.of(
                            known,
                            value,
                            new Extent(start, value.length(), true),
                            Form.COLON,
                            false);
            if (secret) {
                found.add(start, value.length(), known.kind());
            }
        }
    }

    @Override
    public void at(String text, int start, int end, Spans found) {
        if (start < found.covered()) {
            return;
        }
        int nameEnd = nameEnd(text, end);
        Assignment assigned =
                nameEnd < 0 ? null : Assignment.after(text, nameStart(text, start), nameEnd);
        if (assigned == null) {
            return;
        }
        int nameStart = nameStart(text, start);
        String name = text.substring(nameStart, nameEnd);
        Known known = known(text, nameStart, name, assigned.form());
        if (known == null || known.kind().equals(AuthorizationHeader.KIND)) {
            return;
        }
        char before = Chars.at(text, nameStart - 1);
        boolean inQuery =
                before == '?' || before == '&' || (before == ';' && assigned.form() == Form.EQUALS);
        boolean element = assigned.form() == Form.ELEMENT;
        int valueStart = assigned.value();
        Extent head =
                element ? Extent.element(text, valueStart) : Extent.head(text, valueStart, inQuery);
        int from = schemeEnd(text, head.start(), head.end());
        if (!head.quoted() && from == head.start()) {
            from = schemeBefore(text, head);
            if (from != head.start()) {
                valueStart = from;
                head = Extent.head(text, from, inQuery);
                from = head.start();
            }
        }
        Extent extent = new Extent(from, Math.max(from, head.end()), head.quoted());
        if (Leads.to(known, text, nameStart, assigned.form(), extent)
                && !sameName(text, name, extent)
                && Secrecy.of(known, text, extent, assigned.form(), inQuery)) {
            int whole = element ? extent.end() : Extent.at(text, valueStart, inQuery).end();
            found.add(extent.start(), Math.max(whole, extent.end()), known.kind());
        }
    }

    private @Nullable Known known(String text, int start, String name, Form form) {
        Known known = names.of(name);
        // In sentences and headings names are written apart: `API key: x`.
        boolean apart =
                form == Form.COLON
                        || form == Form.SENTENCE
                        || form == Form.ADJACENT
                        || form == Form.EQUALS;
        if (apart && Chars.at(text, start - 1) == ' ' && name.indexOf('.') < 0) {
            int word = nameStart(text, start - 1);
            Known both =
                    word < start - 1
                            ? names.of(text.substring(word, start - 1) + "_" + name)
                            : null;
            boolean surer =
                    both != null
                            && (known == null || both.strength().compareTo(known.strength()) > 0);
            return surer ? both : known;
        }
        return known;
    }

    /// The end of the name around a trigger; -1 when it goes on as another word for sure.
    private static int nameEnd(String text, int from) {
        int i = from;
        while (i < text.length() && i - from < LONGEST_NAME) {
            char c = text.charAt(i);
            boolean part =
                    Chars.alphanumeric(c)
                            || c == '_'
                            || (c >= 0xC0 && Character.isLetter(c))
                            || ((c == '-' || c == '.')
                                    && Chars.alphanumeric(Chars.at(text, i + 1)));
            if (!part) {
                return i;
            }
            i++;
        }
        return -1;
    }

    private static int nameStart(String text, int from) {
        int i = from;
        while (i > 0 && from - i < LONGEST_NAME) {
            char c = text.charAt(i - 1);
            boolean part =
                    Chars.alphanumeric(c)
                            || c == '_'
                            || c == '.'
                            || (c == '-' && Chars.alphanumeric(Chars.at(text, i - 2)))
                            || (c >= 0xC0 && Character.isLetter(c));
            if (!part) {
                return i;
            }
            i--;
        }
        return i;
    }

    /// Behind `Bearer ` and the like at the beginning of a value.
    private static int schemeEnd(String text, int start, int end) {
        for (String scheme : AuthorizationHeader.SCHEMES) {
            int length = scheme.length();
            if (end - start > length + 1
                    && text.regionMatches(true, start, scheme, 0, length)
                    && text.charAt(start + length) == ' ') {
                return start + length + 1;
            }
        }
        return start;
    }

    private static int schemeBefore(String text, Extent extent) {
        for (String scheme : AuthorizationHeader.SCHEMES) {
            if (extent.end() - extent.start() == scheme.length()
                    && text.regionMatches(true, extent.start(), scheme, 0, scheme.length())
                    && Chars.at(text, extent.end()) == ' ') {
                return extent.end() + 1;
            }
        }
        return extent.start();
    }

    /// True for `login(password=password)`.
    private static boolean sameName(String text, String name, Extent extent) {
        int length = extent.end() - extent.start();
        return !extent.quoted()
                && length <= name.length()
                && name.regionMatches(true, name.length() - length, text, extent.start(), length);
    }
}

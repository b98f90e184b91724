package dev.watchkeeper.disclosure.redaction;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Numbers of cards (ISO/IEC 7812, with the check of Luhn), bank accounts (ISO 13616, mod 97) and
/// telephones (E.164, with their plus sign).
final class PersonalNumbers {

    private static final int FEWEST_PHONE_DIGITS = 9;
    private static final int MOST_PHONE_DIGITS = 15;

    /// Countries and the lengths of their IBAN.
    private static final Map<String, Integer> IBAN_LENGTHS =
            Map.ofEntries(
                    Map.entry("AD", 24),
                    Map.entry("AE", 23),
                    Map.entry("AL", 28),
                    Map.entry("AT", 20),
                    Map.entry("BA", 20),
                    Map.entry("BE", 16),
                    Map.entry("BG", 22),
                    Map.entry("BH", 22),
                    Map.entry("BR", 29),
                    Map.entry("CH", 21),
                    Map.entry("CY", 28),
                    Map.entry("CZ", 24),
                    Map.entry("DE", 22),
                    Map.entry("DK", 18),
                    Map.entry("EE", 20),
                    Map.entry("ES", 24),
                    Map.entry("FI", 18),
                    Map.entry("FR", 27),
                    Map.entry("GB", 22),
                    Map.entry("GE", 22),
                    Map.entry("GR", 27),
                    Map.entry("HR", 21),
                    Map.entry("HU", 28),
                    Map.entry("IE", 22),
                    Map.entry("IL", 23),
                    Map.entry("IS", 26),
                    Map.entry("IT", 27),
                    Map.entry("KW", 30),
                    Map.entry("KZ", 20),
                    Map.entry("LI", 21),
                    Map.entry("LT", 20),
                    Map.entry("LU", 20),
                    Map.entry("LV", 21),
                    Map.entry("MC", 27),
                    Map.entry("MD", 24),
                    Map.entry("ME", 22),
                    Map.entry("MK", 19),
                    Map.entry("MT", 31),
                    Map.entry("NL", 18),
                    Map.entry("NO", 15),
                    Map.entry("PK", 24),
                    Map.entry("PL", 28),
                    Map.entry("PT", 25),
                    Map.entry("QA", 29),
                    Map.entry("RO", 24),
                    Map.entry("RS", 22),
                    Map.entry("SA", 24),
                    Map.entry("SE", 24),
                    Map.entry("SI", 19),
                    Map.entry("SK", 24),
                    Map.entry("SM", 27),
                    Map.entry("TN", 24),
                    Map.entry("TR", 26),
                    Map.entry("UA", 29));

    private PersonalNumbers() {}

    static Spans.@Nullable Place card(String text, int start) {
        char before = Chars.at(text, start - 1);
        if (before == '_'
                || before == '.'
                || before == '-'
                || before == '/'
                || before == '#'
                || before == '+') {
            return null;
        }
        var digits = new StringBuilder(20);
        int end = start;
        int i = start;
        while (i < text.length() && digits.length() < 20) {
            char c = text.charAt(i);
            if (Chars.digit(c)) {
                digits.append(c);
                end = i + 1;
            } else if (!((c == ' ' || c == '-')
                    && Chars.digit(Chars.at(text, i + 1))
                    && (digits.length() % 4 == 0 || isAmex(digits)))) {
                break;
            }
            i++;
        }
        char after = Chars.at(text, end);
        boolean bounded =
                !Chars.alphanumeric(after)
                        && after != '_'
                        && !(after == '.' && Chars.digit(Chars.at(text, end + 1)));
        return bounded && isCard(digits)
                ? new Spans.Place(start, end, "card", digits.toString())
                : null;
    }

    private static boolean isAmex(CharSequence digits) {
        return digits.length() == 10 && digits.charAt(0) == '3';
    }

    private static boolean isCard(CharSequence digits) {
        int length = digits.length();
        if (length < 14 || length > 19) {
            return false;
        }
        int four = Integer.parseInt(digits, 0, 4, 10);
        int two = four / 100;
        boolean brand =
                switch (length) {
                    case 14 -> two == 36 || two == 38 || (four >= 3000 && four <= 3059);
                    case 15 -> two == 34 || two == 37;
                    case 16 ->
                            two / 10 == 4
                                    || (two >= 51 && two <= 55)
                                    || (four >= 2221 && four <= 2720)
                                    || four == 6011
                                    || two == 65
                                    || (four >= 6440 && four <= 6499)
                                    || (four >= 3528 && four <= 3589)
                                    || two == 62
                                    || two == 50
                                    || (two >= 56 && two <= 58);
                    default -> two == 62;
                };
        return brand && luhn(digits);
    }

    private static boolean luhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    static Spans.@Nullable Place account(String text, int start) {
        if (start + 15 > text.length()
                || !Chars.digit(text.charAt(start + 2))
                || !Chars.digit(text.charAt(start + 3))) {
            return null;
        }
        Integer length =
                IBAN_LENGTHS.get(text.substring(start, start + 2).toUpperCase(Locale.ROOT));
        if (length == null) {
            return null;
        }
        var account = new StringBuilder(34);
        int i = start;
        while (i < text.length() && account.length() < length) {
            char c = text.charAt(i);
            if (Chars.alphanumeric(c)) {
                account.append(Character.toUpperCase(c));
            } else if (c != ' ' || account.length() % 4 != 0) {
                return null;
            }
            i++;
        }
        boolean whole = account.length() == length && !Chars.alphanumeric(Chars.at(text, i));
        return whole && mod97(account) == 1
                ? new Spans.Place(start, i, "iban", account.toString())
                : null;
    }

    private static int mod97(CharSequence account) {
        int rest = 0;
        for (int i = 0; i < account.length(); i++) {
            int value = Character.digit(account.charAt((i + 4) % account.length()), 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest;
    }

    static Spans.@Nullable Place phone(String text, int plus) {
        char before = Chars.at(text, plus - 1);
        if (Chars.alphanumeric(before)
                || before == ')'
                || before == '+'
                || before == '/'
                || Chars.at(text, plus + 1) < '1'
                || Chars.at(text, plus + 1) > '9') {
            return null;
        }
        var digits = new StringBuilder(16).append('+');
        int end = plus + 1;
        for (int i = plus + 1; i < text.length() && digits.length() <= MOST_PHONE_DIGITS + 1; i++) {
            char c = text.charAt(i);
            if (Chars.digit(c)) {
                digits.append(c);
                end = i + 1;
            } else if (" -.()/".indexOf(c) < 0
                    || (" -./".indexOf(c) >= 0 && " -./".indexOf(Chars.at(text, i + 1)) >= 0)) {
                break;
            }
        }
        int count = digits.length() - 1;
        char after = Chars.at(text, end);
        boolean bounded = !Chars.alphanumeric(after) && after != '_';
        return count >= FEWEST_PHONE_DIGITS && count <= MOST_PHONE_DIGITS && bounded
                ? new Spans.Place(plus, end, "phone", digits.toString())
                : null;
    }
}

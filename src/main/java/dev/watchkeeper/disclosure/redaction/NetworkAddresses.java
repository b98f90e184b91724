package dev.watchkeeper.disclosure.redaction;

import org.jspecify.annotations.Nullable;

/// Public addresses of IPv4, and global unicast ones of IPv6 (RFC 6890). A version of four numbers
/// is told apart by what stands before it.
final class NetworkAddresses {

    private NetworkAddresses() {}

    static Spans.@Nullable Place at(String text, int start) {
        char c = text.charAt(start);
        if (Chars.digit(c)) {
            Spans.Place four = four(text, start);
            if (four != null) {
                return four;
            }
        }
        return c == '2' || c == '3' ? six(text, start) : null;
    }

    private static Spans.@Nullable Place four(String text, int start) {
        char before = Chars.at(text, start - 1);
        if (before == '.'
                || before == '_'
                || before == '-'
                || (before == '/' && Chars.alphanumeric(Chars.at(text, start - 2)))
                || text.regionMatches(true, start - 8, "version ", 0, 8)) {
            return null;
        }
        int[] parts = new int[4];
        int i = start;
        for (int part = 0; part < 4; part++) {
            int digits = 0;
            while (digits < 4 && Chars.digit(Chars.at(text, i))) {
                parts[part] = parts[part] * 10 + text.charAt(i) - '0';
                digits++;
                i++;
            }
            if (digits == 0
                    || digits > 3
                    || parts[part] > 255
                    || (part < 3 && Chars.at(text, i++) != '.')) {
                return null;
            }
        }
        char after = Chars.at(text, i);
        boolean bounded =
                !Chars.alphanumeric(after)
                        && after != '_'
                        && !(after == '.' && Chars.digit(Chars.at(text, i + 1)));
        return bounded && isPublic(parts) ? new Spans.Place(start, i, "ip", null) : null;
    }

    private static boolean isPublic(int[] parts) {
        int a = parts[0];
        int b = parts[1];
        boolean own =
                a == 0
                        || a == 10
                        || a == 127
                        || a >= 224
                        || (a == 100 && b >= 64 && b < 128)
                        || (a == 169 && b == 254)
                        || (a == 172 && b >= 16 && b < 32)
                        || (a == 192 && b == 168)
                        || (a == 192 && b == 0 && (parts[2] == 0 || parts[2] == 2))
                        || (a == 198 && (b == 18 || b == 19))
                        || (a == 198 && b == 51 && parts[2] == 100)
                        || (a == 203 && b == 0 && parts[2] == 113);
        return !own;
    }

    private static Spans.@Nullable Place six(String text, int start) {
        int groups = 0;
        int digits = 0;
        boolean gap = false;
        int i = start;
        while (i < text.length() && i - start < 40) {
            char c = text.charAt(i);
            if (Chars.hex(c)) {
                if (++digits > 4) {
                    return null;
                }
            } else if (c == ':' && (digits > 0 || text.charAt(i - 1) == ':')) {
                groups += digits > 0 ? 1 : 0;
                if (digits == 0 && gap) {
                    return null;
                }
                gap |= digits == 0;
                digits = 0;
            } else {
                break;
            }
            i++;
        }
        groups += digits > 0 ? 1 : 0;
        boolean first = text.indexOf(':', start, Math.min(text.length(), start + 5)) == start + 4;
        boolean whole = gap ? groups >= 2 && groups < 8 : groups == 8;
        boolean documentation = text.regionMatches(true, start, "2001:db8:", 0, 9);
        return first && whole && !documentation && !Chars.alphanumeric(Chars.at(text, i))
                ? new Spans.Place(start, i, "ip", null)
                : null;
    }
}

package dev.watchkeeper.schema;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The turns of phrase that all messages about a person's mistakes share.
public final class Words {

    private static final int LONGEST_LIST = 20;
    private static final int LONGEST_QUOTE = 60;

    private Words() {}

    /// `no X "given"` said helpfully: the name that was probably meant, or all there are.
    ///
    /// @return `; did you mean synthesis_queued?`, or ` (known: a, b, c)`, or ` (none is declared)`
    public static String orMeant(String given, Collection<String> known) {
        return closest(given, known)
                .map(name -> "; did you mean " + name + "?")
                .orElseGet(() ->
                        known.isEmpty() ? " (none is declared)" : " (known: " + list(known) + ")");
    }

    /// The known name nearest to the one given, if it is near enough to be a slip.
    public static Optional<String> closest(String given, Collection<String> known) {
        String wanted = given.toLowerCase(Locale.ROOT);
        int allowed = Math.max(1, Math.min(3, wanted.length() / 3));
        String best = null;
        int least = allowed + 1;
        for (String name : known) {
            int distance = distance(wanted, name.toLowerCase(Locale.ROOT), least);
            if (distance < least) {
                best = name;
                least = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /// `a, b, c`, cut with an ellipsis when there are very many.
    public static String list(Collection<String> names) {
        return String.join(
                        ", ", List.copyOf(names).subList(0, Math.min(names.size(), LONGEST_LIST)))
                + (names.size() > LONGEST_LIST ? ", …" : "");
    }

    /// A text in quotes, on one line, without control characters, cut to a sensible length.
    public static String quote(String text) {
        int length = text.codePointCount(0, text.length());
        return length > LONGEST_QUOTE
                ? "\"" + line(text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE))) + "…\""
                : "\"" + line(text) + "\"";
    }

    /// The same text on one line, without control characters.
    static String line(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().map(c -> visible(c) ? c : ' ').forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean visible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }

    /// Edit distance with neighbours swapped counting as one (optimal string alignment); gives up
    /// with `limit` when it is not below that.
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit || a.length() > 200 || b.length() > 200) {
            return limit;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] =
                        Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}

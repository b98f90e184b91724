package dev.watchkeeper.source.sqlite;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Sentences about names that are not there.
final class Names {

    private static final int SHOWN = 30;

    private Names() {}

    /// What there is instead, with the one most likely meant: ` (tables: a, b); did you mean a?`.
    static String instead(String kind, String asked, List<String> known) {
        String all =
                String.join(", ", known.stream().limit(SHOWN).map(Names::plain).toList())
                        + (known.size() > SHOWN ? ", … " + known.size() + " in all" : "");
        return (known.isEmpty() ? " (there are no " + kind + ")" : " (" + kind + ": " + all + ")")
                + nearest(asked, known).map(n -> "; did you mean " + plain(n) + "?").orElse("");
    }

    /// A name fit for a sentence: names in a stranger's schema may hold anything.
    static String plain(String name) {
        String visible = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
        return visible.length() > 60 ? visible.substring(0, 60) + "…" : visible;
    }

    private static Optional<String> nearest(String asked, List<String> known) {
        String wanted = asked.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> name.length() <= 100 && wanted.length() <= 100)
                .min(Comparator.comparingInt(name -> score(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(name ->
                        score(wanted, name.toLowerCase(Locale.ROOT))
                                <= Math.max(2, wanted.length() / 3));
    }

    private static int score(String a, String b) {
        boolean part = a.length() > 2 && b.length() > 2 && (a.contains(b) || b.contains(a));
        return part ? 1 : distance(a, b);
    }

    /// The number of letters to add, remove or change (Levenshtein).
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}

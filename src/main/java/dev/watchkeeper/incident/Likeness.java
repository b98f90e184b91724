package dev.watchkeeper.incident;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether two short texts say the same, by the words that carry meaning: figures, ids and times
/// differ each time and are left out, as are the small words of the language.
///
/// The measures are the overlaps of sets of words named after Jaccard (shared of all) and after
/// Szymkiewicz and Simpson (shared of the smaller set, for a text that says the same and more).
public final class Likeness {

    private static final double SAME_OF_ALL = 0.5;
    private static final double SAME_OF_SMALLER = 0.75;
    private static final int ENOUGH_WORDS = 3;
    private static final int MOST_WORDS = 200;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_]+");
    private static final Set<String> SMALL =
            Set.of(
                    "the", "and", "for", "with", "that", "this", "from", "are", "was", "were",
                    "has", "have", "had", "been", "not", "since", "because", "its", "each", "all",
                    "after", "before", "which", "when", "then", "than", "but", "their", "there",
                    "they", "into", "onto", "per", "via", "cannot", "tell", "und", "der", "die",
                    "das", "mit", "nicht", "seit", "weil");

    private Likeness() {}

    /// The words of a text that carry meaning, in their order, without their commonest endings.
    public static Set<String> words(String text) {
        var words = new LinkedHashSet<String>();
        for (String word : NO_WORD.split(text.replace("\\", "").toLowerCase(Locale.ROOT), -1)) {
            if (word.length() > 2
                    && word.length() < 40
                    && !SMALL.contains(word)
                    && word.chars().noneMatch(Character::isDigit)
                    && words.size() < MOST_WORDS) {
                words.add(stem(word));
            }
        }
        return words;
    }

    private static String stem(String word) {
        for (String ending : new String[] {"ing", "ed", "es", "s"}) {
            if (word.endsWith(ending) && word.length() - ending.length() > 3) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }

    /// The shared words of all words of both, 0 to 1; 0 where either has none.
    public static double of(Set<String> one, Set<String> other) {
        int shared = shared(one, other).size();
        return shared == 0 ? 0 : shared / (double) (one.size() + other.size() - shared);
    }

    /// The words that both have, in the order of the first.
    public static Set<String> shared(Set<String> one, Set<String> other) {
        var shared = new LinkedHashSet<>(one);
        shared.retainAll(new HashSet<>(other));
        return shared;
    }

    /// Whether two texts say the same. Texts of fewer than three words say it only when they are
    /// equal.
    public static boolean same(String text, String other) {
        Set<String> one = words(text);
        Set<String> two = words(other);
        int smaller = Math.min(one.size(), two.size());
        if (smaller < ENOUGH_WORDS) {
            return !one.isEmpty() && one.equals(two);
        }
        return of(one, two) >= SAME_OF_ALL || shared(one, two).size() >= SAME_OF_SMALLER * smaller;
    }
}

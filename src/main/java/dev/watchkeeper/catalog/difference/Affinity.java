package dev.watchkeeper.catalog.difference;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a change speaks of what moved first: the same stream, a group, or words that are not
/// common.
final class Affinity {

    private static final Pattern WORD = Pattern.compile("[\\p{L}][\\p{L}\\d]{3,}(?:-[\\p{L}\\d]+)*");
    private static final int STEM = 6;

    private final Set<String> streams = new HashSet<>();
    private final Set<String> words = new HashSet<>();

    Affinity(List<Moved> first) {
        for (Moved moved : first) {
            if (moved.kind() == Kind.LOG && moved.in() != null) {
                streams.add(moved.in());
            }
            words.addAll(words(moved.what()));
            if (moved.carriedBy() != null) {
                words.addAll(words(moved.carriedBy()));
            }
        }
    }

    boolean with(Told told) {
        return streams.contains(told.stream())
                || words(told.text()).stream().anyMatch(words::contains);
    }

    private static Set<String> words(String text) {
        var found = new HashSet<String>();
        Matcher word =
                WORD.matcher(
                        text.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ").replace('_', ' '));
        while (word.find()) {
            String lower = word.group().toLowerCase(Locale.ROOT);
            if (!ChangeWords.in(lower)) {
                found.add(lower.length() <= STEM ? lower : lower.substring(0, STEM));
            }
        }
        return found;
    }
}

package dev.watchkeeper.catalog.difference;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How much a change has in common with what moved first: a group, the stream, or words that are
/// not common. What happens at the same time of every day has nothing to do with it.
final class Affinity {

    private static final Pattern WORD =
            Pattern.compile("[\\p{L}][\\p{L}\\d]{3,}(?:-[\\p{L}\\d]+)*");
    private static final int STEM = 6;
    private static final int OF_GROUP = 3;
    private static final int OF_STREAM = 2;
    private static final int OF_WORD = 1;
    private static final int MOST = 5;

    private final Set<String> streams = new HashSet<>();
    private final Set<String> words = new HashSet<>();
    private final Set<String> groups = new HashSet<>();

    Affinity(List<Moved> first) {
        for (Moved moved : first) {
            if (moved.kind() == Kind.LOG && moved.in() != null) {
                streams.add(moved.in());
            }
            words.addAll(words(moved.what()));
            if (moved.carriedBy() != null) {
                for (String group : moved.carriedBy().split(", ", -1)) {
                    groups.add(group.substring(group.indexOf('=') + 1));
                }
            }
        }
    }

    int with(Told told) {
        if (told.routine()) {
            return 0;
        }
        if (streams.isEmpty() && groups.isEmpty()) {
            // numbers of the host name nothing: whatever was changed may be behind them
            return 1;
        }
        int shared = 0;
        for (String group : groups) {
            shared += names(told.text(), group) ? OF_GROUP : 0;
        }
        for (String word : words(told.text())) {
            shared += words.contains(word) ? OF_WORD : 0;
        }
        return Math.min(shared, MOST) + (streams.contains(told.stream()) ? OF_STREAM : 0);
    }

    /// Whether a text has a value as a word of its own.
    private static boolean names(String text, String value) {
        int at = value.isEmpty() ? -1 : text.indexOf(value);
        while (at >= 0) {
            int end = at + value.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (begins && ends) {
                return true;
            }
            at = text.indexOf(value, at + 1);
        }
        return false;
    }

    private static Set<String> words(String text) {
        var found = new HashSet<String>();
        Matcher word =
                WORD.matcher(text.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ").replace('_', ' '));
        while (word.find()) {
            String lower = word.group().toLowerCase(Locale.ROOT);
            if (!ChangeWords.in(lower)) {
                found.add(lower.length() <= STEM ? lower : lower.substring(0, STEM));
            }
        }
        return found;
    }
}

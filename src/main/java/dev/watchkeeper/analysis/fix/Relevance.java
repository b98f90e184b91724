package dev.watchkeeper.analysis.fix;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a commit has to do with a trouble.
///
/// @param places files that tracebacks of it name, or loggers that reported it
/// @param words what it concerns, in words that a message would use: a type of exception, a
///   function, an API, a queue
/// @param suspects ids of the commits that came with the version that ran when it began
/// @param suspectFiles files that those commits changed
public record Relevance(
        Collection<String> places,
        Collection<String> words,
        Set<String> suspects,
        Set<String> suspectFiles) {

    /// As `git revert` writes it.
    private static final Pattern REVERTS =
            Pattern.compile("(?i)\\brevert(?:s|ed|ing)?(?: commit)? ([0-9a-f]{7,64})\\b");

    private static final Pattern MENDS =
            Pattern.compile(
                    "(?i)\\b(?:fix(?:e[sd]|ing)?|hotfix|bugfix|revert(?:s|ed)?|roll(?:s|ed)?[ -]?back"
                            + "|mend(?:s|ed)?|repair(?:s|ed)?|resolve[sd]?|correct(?:s|ed)?"
                            + "|restore[sd]?|workaround|regression|avoid(?:s|ed)?|prevent(?:s|ed)?"
                            + "|handle[sd]?|undo)\\b");

    /// The commit as a candidate; empty when it has nothing to do with the trouble.
    ///
    /// @param message whole
    /// @param files what it changed
    public Optional<Candidate> of(
            String id, Instant time, String message, Collection<String> files) {
        String reverted = reverted(message);
        if (reverted != null) {
            return Optional.of(
                    new Candidate(
                            id,
                            time,
                            true,
                            "it reverts " + reverted + ", which came before it began"));
        }
        String touched =
                files.stream()
                        .filter(file -> places.stream().anyMatch(place -> same(file, place)))
                        .findFirst()
                        .orElse(null);
        boolean again = touched == null && files.stream().anyMatch(suspectFiles::contains);
        String word = mentioned(message);
        boolean mends = MENDS.matcher(message).find();
        if (touched != null && (mends || word != null)) {
            return Optional.of(
                    new Candidate(
                            id,
                            time,
                            true,
                            (mends ? "it says that it mends something" : "it mentions " + word)
                                    + " and changes a file that the error names"));
        }
        if (mends && word != null) {
            return Optional.of(
                    new Candidate(
                            id,
                            time,
                            true,
                            "it says that it mends something and mentions " + word));
        }
        if (mends && again) {
            return Optional.of(
                    new Candidate(
                            id,
                            time,
                            true,
                            "it says that it mends something and changes a file that was changed by"
                                    + " the deploy before it began"));
        }
        return touched == null
                ? Optional.empty()
                : Optional.of(
                        new Candidate(id, time, false, "it changes a file that the error names"));
    }

    private @Nullable String reverted(String message) {
        Matcher matcher = REVERTS.matcher(message);
        while (matcher.find()) {
            String id = matcher.group(1);
            if (suspects.stream().anyMatch(suspect -> suspect.startsWith(id))) {
                return id.length() > 12 ? id.substring(0, 12) : id;
            }
        }
        return null;
    }

    private @Nullable String mentioned(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        for (String word : words) {
            String wanted = word.toLowerCase(Locale.ROOT);
            int at = text.indexOf(wanted);
            while (at >= 0) {
                if (edge(text, at - 1) && edge(text, at + wanted.length())) {
                    return word;
                }
                at = text.indexOf(wanted, at + 1);
            }
        }
        return null;
    }

    private static boolean edge(String text, int at) {
        return at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
    }

    /// Whether a file of the repository is what a traceback calls `place`: they end with the same
    /// two names, or all of one is the end of the other. A logger (`gateway.extraction`) has dots
    /// and no ending.
    static boolean same(String file, String place) {
        boolean logger = !place.contains("/") && !place.matches(".*\\.[a-z]{1,4}");
        List<String> one = parts(logger ? withoutEnding(file) : file, "/");
        List<String> other = logger ? parts(place, "[.:]") : parts(place, "[/\\\\]");
        int common = 0;
        int least = Math.min(one.size(), other.size());
        while (common < least
                && one.get(one.size() - 1 - common).equals(other.get(other.size() - 1 - common))) {
            common++;
        }
        return common >= 2 || (!logger && common > 0 && common == least);
    }

    private static String withoutEnding(String file) {
        int dot = file.lastIndexOf('.');
        return dot > file.lastIndexOf('/') ? file.substring(0, dot) : file;
    }

    private static List<String> parts(String path, String divider) {
        return Arrays.stream(path.split(divider, -1)).filter(part -> !part.isEmpty()).toList();
    }
}

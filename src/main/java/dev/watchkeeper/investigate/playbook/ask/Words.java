package dev.watchkeeper.investigate.playbook.ask;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of messages, by which the rules see whether two messages speak of the same part of a
/// service.
public final class Words {

    /// Words by which a message says that something was changed or began anew.
    public static final String CHANGE =
            "(?i)\\b(deploy|deployed|deploying|release|released|version|rollout|rolled|upgrade|upgraded"
                    + "|migrat\\w*|config\\w*|reload\\w*|restart\\w*|start(ed|ing)|boot(ed)?|switched|enabled"
                    + "|disabled|feature flag|policy|revision|commit)\\b";

    private static final Pattern WORD = Pattern.compile("[\\p{L}][\\p{L}]{3,}");

    /// Words that most messages have, whatever they speak of.
    private static final Set<String> COMMON =
            Set.of(
                    "after",
                    "again",
                    "been",
                    "before",
                    "error",
                    "failed",
                    "failure",
                    "from",
                    "have",
                    "into",
                    "request",
                    "response",
                    "retry",
                    "with",
                    "without",
                    "this",
                    "that",
                    "warning",
                    "when",
                    "version",
                    "started",
                    "starting",
                    "returned",
                    "seconds",
                    "info",
                    "exception",
                    "worker",
                    "service",
                    "application",
                    "complete",
                    "completed",
                    "timeout",
                    "none",
                    "true",
                    "false",
                    "previous",
                    "release",
                    "revision",
                    "build",
                    "process",
                    "settings",
                    "since");

    private Words() {}

    /// The words of four letters or more, in lower case, parts of camel case and snake case apart.
    public static Set<String> of(String text) {
        var words = new TreeSet<String>();
        String parted = text.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ").replace('_', ' ');
        Matcher word = WORD.matcher(parted);
        while (word.find()) {
            String lower = word.group().toLowerCase(Locale.ROOT);
            if (!COMMON.contains(lower)) {
                words.add(lower);
            }
        }
        return words;
    }

    /// Whether a text names a value, as a word of its own.
    public static boolean names(String text, String value) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(value) + "(?![\\w-])")
                .matcher(text)
                .find();
    }

    /// Whether a text names the value of a field. A bare number or a single letter may stand for
    /// anything, and is a name only beside that of its field: `customer 3`, `customer_id=3`.
    public static boolean names(String text, String field, String value) {
        if (!value.matches("[\\d.]+|.")) {
            return names(text, value);
        }
        String name = field.substring(field.lastIndexOf('.') + 1).replaceFirst("(?i)_?id$", "");
        return Pattern.compile(
                        "(?i)(?<!\\p{L})"
                                + Pattern.quote(name.isEmpty() ? field : name)
                                + "\\w*[\\s:=#\"-]{1,3}"
                                + Pattern.quote(value)
                                + "(?![\\w-]|\\.\\d)")
                .matcher(text)
                .find();
    }

    /// How many words two sets share, counting those with the same first five letters as one.
    public static Set<String> shared(Set<String> a, Set<String> b) {
        var shared = new TreeSet<String>();
        for (String x : a) {
            for (String y : b) {
                if (stem(x).equals(stem(y))) {
                    shared.add(x);
                }
            }
        }
        return shared;
    }

    private static String stem(String word) {
        return word.length() <= 5 ? word : word.substring(0, 5);
    }
}

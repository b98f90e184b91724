package dev.watchkeeper.catalog.difference;

import java.util.regex.Pattern;

/// Words by which a log message says that something was changed or began anew.
final class ChangeWords {

    private static final int LOOKED_AT = 400;

    private static final Pattern WORDS =
            Pattern.compile(
                    "\\b(?:deploy\\w*|releas(?:e|ed|ing)|roll(?:out|back|ed"
                            + " (?:out|back))|upgrad\\w+|migrat\\w+|reload\\w*|restart\\w*|reboot\\w*|boot(?:ed|ing)?|start(?:ed|ing|up)|shut(?:ting)?"
                            + " ?down|sigterm|version|revision|commit|config\\w*|feature"
                            + " flag|policy|enabled|disabled|switched|changed|(?:log )?level"
                            + " (?:set|debug|trace|info)|log level)\\b",
                    Pattern.CASE_INSENSITIVE);

    private ChangeWords() {}

    /// Whether a message does.
    static boolean in(String message) {
        return WORDS.matcher(
                        message.length() <= LOOKED_AT ? message : message.substring(0, LOOKED_AT))
                .find();
    }

    /// Whether the name of a type of event does, however its words are joined.
    static boolean named(String type) {
        return in(type.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ").replaceAll("[^\\p{L}]+", " "));
    }
}

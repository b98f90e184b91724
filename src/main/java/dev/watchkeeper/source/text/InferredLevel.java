package dev.watchkeeper.source.text;

import dev.watchkeeper.model.Level;
import java.util.regex.Pattern;

/// The level of a line that carries none, by its words, as Loki's detected_level. What somebody
/// outside does wrong is a warning; what the program cannot do is an error.
final class InferredLevel {

    private static final Pattern FATAL =
            words("fatal|panic(?:ked)?|emergency|segfault(?:ed)?|out of memory|oom-kill(?:er|ed)?");
    private static final Pattern OUTSIDE =
            words(
                    "failed password|failed publickey|failed none|authentication failures?"
                            + "|auth(?:entication)? failed|break-in attempt|invalid user"
                            + "|illegal user|too many authentication failures|permission denied"
                            + "|access denied|denied|refused|bad protocol"
                            + "|did not receive identification|maximum authentication attempts");
    private static final Pattern ERROR =
            words(
                    "errors?|err|failed|failures?|fails|exceptions?|traceback|critical|crit|cannot"
                            + "|could not|unable to|abort(?:ed|ing)?|crash(?:ed)?|corrupt(?:ed|ion)?");
    private static final Pattern WARN =
            words(
                    "warn(?:ings?)?|timed out|timeout|deprecated|retry(?:ing)?|retries|disconnecting");

    private static final Pattern NOTHING =
            words(
                    "(?:0|no|without|zero) (?:errors?|failures?|warnings?|exceptions?)"
                            + "|(?:errors?|failures?|failed|warnings?)(?:=|: ?)0");

    private InferredLevel() {}

    static Level of(String message) {
        if (FATAL.matcher(message).find()) {
            return Level.FATAL;
        }
        if (OUTSIDE.matcher(message).find()) {
            return Level.WARN;
        }
        boolean denied = NOTHING.matcher(message).find();
        if (!denied && ERROR.matcher(message).find()) {
            return Level.ERROR;
        }
        return !denied && WARN.matcher(message).find() ? Level.WARN : Level.INFO;
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile("\\b(?:" + alternatives + ")\\b", Pattern.CASE_INSENSITIVE);
    }
}

package dev.watchkeeper.analysis;

import java.util.Locale;
import java.util.regex.Pattern;

/// By which words the start of a process is known, and which starts are of the same one.
///
/// A start of the same program with the same version is a restart; one with another version is a
/// deploy. So what a start says, its version included, is what it is known by, and only bare
/// numbers (a process id, a port, a count of restarts) are left out of it.
public final class Starts {

    private static final int LONGEST = 160;
    private static final String WHAT =
            "(server|service|process|application|app|worker|daemon|instance|container|unit|consumer|scheduler|agent|program|child)s?";
    private static final Pattern MESSAGE =
            Pattern.compile(
                    "\\b(re)?(start(ed|ing)|spawned|spawning)\\b.{0,30}\\b"
                            + WHAT
                            + "\\b|\\b"
                            + WHAT
                            + "\\b.{0,30}\\b((re)?start(ed|ing)|spawned|ready|up)\\b"
                            + "|\\b(re)?started,? (again|version|build|release|rev)\\b"
                            + "|\\bversion \\S+ (has |is )?(started|up|running)\\b"
                            + "|\\b(is|came|come|comes|coming) (back )?up\\b|\\bup and running\\b"
                            + "|\\b(boot(ed|ing)|startup complete|starting up|listening (on|at))\\b"
                            + "|\\bready (to accept|for) connections\\b"
                            + "|\\b(start request repeated|back-?off restarting|restart counter|scheduled restart)\\b"
                            + "|\\b(exited|ended|terminated|killed) (with|by) (code|status|signal)\\b"
                            + "|\\b(core dumped|segmentation fault|terminated unexpectedly|main process exited)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final String VERB = "(re)?(start(ed|up)?|boot(ed)?|spawn(ed)?|crash(ed)?)";
    private static final Pattern TYPE =
            Pattern.compile(
                    "(?i)(.*[^a-z0-9])?"
                            + VERB
                            + "|(?-i).*[a-z0-9](Re)?(Start(ed|up)?|Boot(ed)?|Spawn(ed)?|Crash(ed)?)");

    /// What differs from start to start and is no version: a date, a time of day, how long it took.
    private static final Pattern MOMENT =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\d([T ]|\\b)|\\d\\d:\\d\\d(:\\d\\d)?([.,]\\d+)?(Z|[+-]\\d\\d:?\\d\\d)?|\\d+[.,]\\d+(?= ?(ms|s|sec|seconds)\\b)");

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.-])\\d+(?![\\w-]|\\.\\w)");
    private static final Pattern WITH_DIGIT = Pattern.compile("\\S*\\d\\S*");

    private Starts() {}

    /// Whether a message says that a process was started, or ended unasked.
    public static boolean says(String message) {
        return MESSAGE.matcher(head(message)).find();
    }

    /// Whether a type of event is that of a start: `process.started`, `worker_boot`, `AppStarted`.
    public static boolean isType(String type) {
        return type.length() <= LONGEST && TYPE.matcher(type).matches();
    }

    /// What a start is known by: the first line of its message without bare numbers.
    public static String identity(String message) {
        return NUMBER.matcher(MOMENT.matcher(head(message)).replaceAll("<*>")).replaceAll("<*>");
    }

    /// The same without all that has a digit in it: starts of the like of it.
    public static String kind(String message) {
        return WITH_DIGIT.matcher(head(message)).replaceAll("<*>");
    }

    /// The longest part of a [#kind] that all of its messages contain; empty where there is none.
    public static String constant(String kind) {
        String longest = "";
        for (String part : kind.split("<\\*>", -1)) {
            longest = part.strip().length() > longest.length() ? part.strip() : longest;
        }
        return longest.toLowerCase(Locale.ROOT);
    }

    private static String head(String message) {
        int end = message.indexOf('\n');
        int until = Math.min(end < 0 ? message.length() : end, LONGEST);
        return message.substring(0, until);
    }
}

package dev.watchkeeper.source.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The layouts known by name, in the order in which they are tried: what is more particular comes
/// first. Their expressions are ours and do not go back over what they have matched, so that no
/// line can make them slow.
public enum TextFormat implements Layout {
    /// Loguru's own: `2026-11-20 10:00:00.123 | ERROR | module:function:42 - message`.
    LOGURU(
            Part.ISO
                    + " \\| (?<level>[A-Za-z]++) *+\\| (?<logger>[^:\\s]++):(?<function>[^:]++):"
                    + "(?<line>\\d++) - (?<message>.*+)"),
    /// `2015-07-29 17:41:44,747 - WARN [thread:Class@line] - message`, and Hadoop's without the
    /// line.
    LOG4J(
            Part.ISO
                    + " (?:- )?"
                    + Part.LEVEL
                    + " ++\\[(?<thread>(?:(?!:[\\w.$<>]++@\\d++\\] |\\] - |\\] ).)*+)"
                    + "(?::(?<logger>[\\w.$<>]++)@(?<line>\\d++))?+\\] ++"
                    + "(?:- |(?<class>[\\w.$]++):? ++(?:- )?)?(?<message>.*+)"),
    /// `2026-11-20 10:00:00.123 [thread] INFO a.b.Class - message`.
    LOGBACK(
            Part.ISO
                    + " \\[(?<thread>[^\\]]++)\\] "
                    + Part.LEVEL
                    + " ++(?<logger>[\\w.$\\[\\]/-]++) ++- (?<message>.*+)"),
    /// Spring Boot: `2026-11-20T10:00:00.123Z INFO 123 --- [main] a.b.Class : message`.
    SPRING(
            Part.ISO
                    + " ++"
                    + Part.LEVEL
                    + " (?<pid>\\d++) --- (?:\\[[^\\]]*+\\] )*+(?<logger>[^:]*[^: ]) *+:"
                    + " (?<message>.*+)"),
    /// The error log of nginx: `2026/11/20 10:00:00 [error] 1#1: *5 message`.
    NGINX(
            "(?<time>\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d) \\[(?<level>\\w++)\\]"
                    + " (?<pid>\\d++)#(?<tid>\\d++): (?:\\*(?<connection>\\d++) )?+"
                    + "(?<message>.*+)"),
    /// The error log of Apache: `[Sun Dec 04 04:47:44 2005] [error] message`.
    APACHE(
            "\\[(?<time>(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [^\\]]++)\\] \\[(?:(?<logger>[^:\\]]*+):"
                    + ")?+(?<level>[a-z]++)\\d?+\\] (?:\\[pid (?<pid>\\d++)(?::tid \\d++)?+\\] )?+"
                    + "(?:\\[client (?<client>[^\\]]++)\\] )?+(?<message>.*+)"),
    /// Access logs of nginx and Apache, common or combined; the level is that of the status.
    ACCESS(
            "(?<client>\\S++) \\S++ (?<user>\\S++) \\[(?<time>[^\\]]++)\\]"
                    + " \"(?<message>(?:[^\"\\\\]|\\\\.)*+)\" (?<status>\\d{3}) (?<bytes>\\d++|-)"
                    + "(?: \"(?<referer>(?:[^\"\\\\]|\\\\.)*+)\""
                    + " \"(?<agent>(?:[^\"\\\\]|\\\\.)*+)\")?+(?<rest>.*+)"),
    /// `[2026-11-20 10:00:00 +0000] [7] [INFO] message`.
    GUNICORN(
            "\\[(?<time>\\d{4}-\\d\\d-\\d\\d [^\\]]++)\\] \\[(?<pid>\\d++)\\] \\["
                    + Part.LEVEL
                    + "\\] (?<message>.*+)"),
    /// `1:M 20 Nov 2026 10:00:00.123 # message`; `#` is a warning.
    REDIS(
            "(?<pid>\\d++):(?<role>[XCSM]) (?<time>\\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d"
                    + "(?:\\.\\d++)?+) (?<level>[.*#-]) (?<message>.*+)"),
    /// `2026-11-20 10:00:00.123 UTC [7] ERROR: message`.
    POSTGRES(
            Part.ISO
                    + " \\[(?<pid>\\d++)\\] (?:(?<user>[^@\\s]++)@(?<database>\\S++) )?+"
                    + "(?<level>DEBUG\\d?|INFO|NOTICE|WARNING|ERROR|LOG|FATAL|PANIC):"
                    + " ++(?<message>.*+)"),
    /// Python's logging with the usual four parts: `2026-11-20 10:00:00,123 - name - INFO -
    /// message`.
    PYTHON(Part.ISO + " ++- (?<logger>[\\w.$-]++) - " + Part.LEVEL + " - (?<message>.*+)"),
    /// `Dec 10 06:55:46 host program[7]: message`, or with an ISO time; levels are inferred. No
    /// host is called like a level, or a stranger whose words have a colon could hide the level of
    /// a plain line.
    SYSLOG(
            "(?:<\\d++>)?+(?<time>[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d"
                    + "|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d++)?+(?:Z|[+-]\\d\\d:?\\d\\d))"
                    + " (?!"
                    + Part.WORDS
                    + " )(?<host>[^\\s\\[\\]|]++) (?:(?<logger>[^\\s:\\[]++)(?:\\[(?<pid>\\d++)\\])?+:"
                    + " ?+|(?=(?:last )?message repeated))(?<message>.*+)"),
    /// Any line that begins with an ISO time, perhaps followed by a level.
    PLAIN(
            "\\[?"
                    + Part.ISO
                    + "\\]?(?: ?\\||:)?(?: ++(?:- )?(?:\\[?"
                    + Part.LEVEL
                    + "\\]?(?=[\\s:|\\-]|$))(?: *+[:|-])?)?(?: ++(?<message>.*+)|)");

    private final Pattern pattern;

    TextFormat(String expression) {
        this.pattern = Pattern.compile(expression, Pattern.DOTALL);
    }

    @Override
    public boolean matches(String line) {
        return pattern.matcher(line).matches();
    }

    @Override
    public Optional<Parts> parts(String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var parts = new LinkedHashMap<String, String>();
        pattern.namedGroups().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(group -> {
                    String value = matcher.group(group.getValue());
                    if (value != null) {
                        parts.put(group.getKey(), value);
                    }
                });
        return Optional.of(new Parts(parts));
    }

    @Override
    public Levels levels() {
        return switch (this) {
            case SYSLOG, PLAIN -> Levels.INFERRED;
            case ACCESS -> Levels.STATUS;
            case REDIS, POSTGRES -> Levels.MARKED;
            default -> Levels.WORDS;
        };
    }

    /// What several layouts have in common.
    private static final class Part {
        static final String ISO =
                "(?<time>\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d++)?+"
                        + "(?: ?(?:Z|UTC|GMT|CES?T|[+-]\\d\\d:?\\d\\d))?+)";
        static final String WORDS =
                "(?i:TRACE|FINEST|FINER|FINE|DEBUG|CONFIG|INFO|INFORMATION|NOTICE|SUCCESS"
                        + "|WARN|WARNING|ERROR|ERR|SEVERE|CRITICAL|CRIT|FATAL|ALERT|EMERG|PANIC)";
        static final String LEVEL = "(?<level>" + WORDS + ")";
    }
}

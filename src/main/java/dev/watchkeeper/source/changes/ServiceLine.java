package dev.watchkeeper.source.changes;

import dev.watchkeeper.model.ChangeKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What systemd, as the first process, says of services in syslog. What timers start and end many
/// times a day says `Finished`, and is no change; nor are sessions of users.
enum ServiceLine implements LineMeaning {
    SYSTEMD;

    private static final Pattern LINE =
            Pattern.compile(
                    "\\S++ systemd\\[1\\]: (?:(?<did>Started|Stopped|Reloaded|Restarted) (?<unit>\\S++)"
                            + "(?<says>.*+)|(?<failed>[^\\s:]++): (?<how>Failed with result"
                            + " '[a-z-]++'|Scheduled restart job, restart counter is at \\d++|Main"
                            + " process exited, code=[a-z]++, status=\\S++)(?:\\.|$).*+)");
    private static final Pattern NO_SERVICE =
            Pattern.compile("(?:session-|user@|user-runtime-dir@).*|.*\\.(?!service$)[a-z]+");
    private static final Pattern SESSION = Pattern.compile(" \\d++ of [Uu]ser .*");

    static List<LoggedFile> files(HostRoot root) {
        return List.of(
                new LoggedFile(root.at("/var/log/syslog"), SYSTEMD),
                new LoggedFile(root.at("/var/log/messages"), SYSTEMD));
    }

    @Override
    public String marker() {
        return "systemd[1]:";
    }

    @Override
    public Optional<Meaning> of(String rest) {
        Matcher line = LINE.matcher(rest);
        if (!line.matches()) {
            return Optional.empty();
        }
        String failed = line.group("failed");
        if (failed != null) {
            return Optional.of(
                    new Meaning(
                            ChangeKind.SERVICE, failed, null, failed + ": " + line.group("how")));
        }
        String unit = line.group("unit");
        String says = line.group("says");
        if (NO_SERVICE.matcher(unit).matches() || SESSION.matcher(says).matches()) {
            return Optional.empty();
        }
        // Older versions name the description alone, which ends with a dot.
        boolean named = unit.endsWith(".service");
        String whole = unit + says;
        String subject = named ? unit : whole.replaceFirst("\\.$", "");
        return Optional.of(
                new Meaning(
                        ChangeKind.SERVICE,
                        subject,
                        null,
                        line.group("did") + " " + (named ? unit : subject)));
    }
}

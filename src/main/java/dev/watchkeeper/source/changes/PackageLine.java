package dev.watchkeeper.source.changes;

import dev.watchkeeper.model.ChangeKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The logs of package managers. Their expressions do not go back over what they have matched.
enum PackageLine implements LineMeaning {
    /// `upgrade libc6:amd64 2.36-9 2.36-10`, as dpkg(1) writes it.
    DPKG(
            "",
            "(?<what>install|upgrade|remove|purge) (?<name>[^ :]++)(?::\\S++)?+ (?<from>\\S++)"
                    + " (?<to>\\S++)"),
    /// `SUBDEBUG Upgrade: openssl-1:3.0.7-18.el9.x86_64`: `dnf.rpm.log`.
    DNF(
            "SUBDEBUG",
            "SUBDEBUG (?<what>Installed|Upgrade|Downgrade|Erase|Reinstalled): (?<name>\\S++)"),
    /// `[ALPM] upgraded openssl (3.1.1-1 -> 3.1.2-1)`.
    PACMAN(
            "[ALPM]",
            "\\[ALPM\\] (?<what>installed|upgraded|downgraded|removed) (?<name>\\S++)"
                    + " \\((?:(?<from>\\S++) -> )?+(?<to>[^)]++)\\)");

    private static final Pattern NAME_AND_VERSION =
            Pattern.compile("(?<name>.+)-(?<version>[^-]+-[^-]+)\\.[^.]+");

    private final String marker;
    private final Pattern pattern;

    PackageLine(String marker, String pattern) {
        this.marker = marker;
        this.pattern = Pattern.compile(pattern);
    }

    static List<LoggedFile> files(HostRoot root) {
        return List.of(
                new LoggedFile(root.at("/var/log/dpkg.log"), DPKG),
                new LoggedFile(root.at("/var/log/dnf.rpm.log"), DNF),
                new LoggedFile(root.at("/var/log/pacman.log"), PACMAN));
    }

    @Override
    public String marker() {
        return marker;
    }

    @Override
    public Optional<Meaning> of(String rest) {
        Matcher line = pattern.matcher(rest);
        if (!line.matches()) {
            return Optional.empty();
        }
        String what = line.group("what");
        String name = line.group("name");
        String to = null;
        if (this == DNF) {
            Matcher parts = NAME_AND_VERSION.matcher(name);
            if (parts.matches()) {
                name = parts.group("name");
                to = parts.group("version");
            }
        } else {
            to = known(line.group("to"));
        }
        String from = this == DNF ? null : known(line.group("from"));
        String version = to == null ? from : from == null ? to : from + " to " + to;
        return Optional.of(
                new Meaning(
                        ChangeKind.PACKAGE,
                        name,
                        to,
                        what + " " + name + (version == null ? "" : " " + version)));
    }

    private static @Nullable String known(@Nullable String version) {
        return version == null || version.equals("<none>") ? null : version;
    }
}

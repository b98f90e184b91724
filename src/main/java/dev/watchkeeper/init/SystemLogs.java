package dev.watchkeeper.init;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The logs below `/var/log`: those of services and web servers are proposed, and those of the
/// system itself are only named.
final class SystemLogs implements Probe {

    private static final Set<String> OF_THE_SYSTEM =
            Set.of(
                    "alternatives.log",
                    "apt",
                    "auth.log",
                    "boot.log",
                    "bootstrap.log",
                    "btmp",
                    "cloud-init.log",
                    "cloud-init-output.log",
                    "cron",
                    "cron.log",
                    "daemon.log",
                    "debug",
                    "dist-upgrade",
                    "dmesg",
                    "dpkg.log",
                    "faillog",
                    "fontconfig.log",
                    "installer",
                    "journal",
                    "kern.log",
                    "landscape",
                    "lastlog",
                    "mail.err",
                    "mail.log",
                    "maillog",
                    "messages",
                    "private",
                    "secure",
                    "sysstat",
                    "syslog",
                    "ubuntu-advantage.log",
                    "ufw.log",
                    "unattended-upgrades",
                    "user.log",
                    "wtmp",
                    "postgresql",
                    "redis",
                    "watchkeeper",
                    "samba",
                    "cups",
                    "audit",
                    "sssd",
                    "README");
    private static final Set<String> WORTH_NAMING =
            Set.of("auth.log", "syslog", "messages", "kern.log", "secure");

    @Override
    public String what() {
        return "/var/log";
    }

    @Override
    public void look(HostView host, Survey survey) {
        Path logs = host.at("/var/log");
        var files = new ArrayList<Path>();
        var system = new ArrayList<String>();
        for (Path entry : host.list(logs)) {
            String name = String.valueOf(entry.getFileName());
            if (WORTH_NAMING.contains(name)) {
                system.add(entry.toString());
            }
            if (OF_THE_SYSTEM.contains(name.replaceFirst("\\.\\d+(\\.gz)?$", ""))) {
                continue;
            }
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                survey.folder(entry, entry.toString());
                host.list(entry).stream().filter(SystemLogs::isReadableFile).forEach(files::add);
            } else if (isReadableFile(entry)) {
                files.add(entry);
            }
        }
        LogFiles.families(host, files, "").forEach(survey::log);
        if (!system.isEmpty()) {
            survey.sighting(
                    new Sighting(
                            "Logs of the system itself",
                            List.of("Not proposed; take the mark away from what you want watched."),
                            block(system)));
        }
    }

    private static boolean isReadableFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(file);
    }

    private static List<String> block(List<String> files) {
        var lines = new ArrayList<String>();
        lines.add("sources:");
        for (String file : files) {
            lines.add(
                    "  " + name(file) + "-log: {type: text, path: " + YamlText.scalar(file) + "}");
        }
        lines.add("logs:");
        for (String file : files) {
            lines.add("  " + name(file) + ": {source: " + name(file) + "-log}");
        }
        return lines;
    }

    private static String name(String file) {
        return file.substring(file.lastIndexOf('/') + 1)
                .replaceFirst("\\.log$", "")
                .toLowerCase(Locale.ROOT);
    }
}

package dev.watchkeeper.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which files are logs by their names, and which of them are one log: rotated files stand under
/// the name of the current one.
final class LogFiles {

    /// What logrotate puts behind a name: `.1`, `.2.gz`, `-20261120`, `.old`.
    private static final Pattern AFTER =
            Pattern.compile("(?<name>.+?)(?:[.-](?:\\d[\\dT_:-]*|old))?(?:\\.gz)?");

    /// What loguru and others put before the ending: a date of at least six digits.
    private static final Pattern BETWEEN =
            Pattern.compile("(?<stem>.+?)[._-](?<mark>\\d[\\dT_.:-]*)(?<ending>\\.[A-Za-z]+)");

    private static final Set<String> ENDINGS = Set.of("log", "jsonl", "ndjson", "out", "err");
    private static final Set<String> ENDINGS_AMONG_LOGS = Set.of("json", "txt", "");
    private static final Set<String> FOLDERS_OF_LOGS = Set.of("log", "logs");

    private LogFiles() {}

    /// Whether the name and the folder of a file say that it is a log.
    static boolean isLog(Path file) {
        String name = current(file, Set.of());
        if (name.endsWith("-wal") || name.endsWith("-shm") || name.endsWith("-journal")) {
            return false;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        Path folder = file.getParent();
        Path above = folder == null ? null : folder.getFileName();
        boolean amongLogs =
                above != null
                        && FOLDERS_OF_LOGS.contains(above.toString().toLowerCase(Locale.ROOT));
        return ENDINGS.contains(ending) || (amongLogs && ENDINGS_AMONG_LOGS.contains(ending));
    }

    /// The logs that some files are.
    static Collection<LogFamily> families(HostView host, List<Path> files, String about) {
        Map<Path, List<Path>> families = new LinkedHashMap<>();
        Map<Path, Set<String>> names = new LinkedHashMap<>();
        for (Path file : files) {
            Path folder = file.getParent();
            if (folder != null) {
                names.computeIfAbsent(folder, _ -> new HashSet<>())
                        .add(String.valueOf(file.getFileName()));
            }
        }
        for (Path file : files) {
            Path folder = file.getParent();
            if (folder != null && isLog(file)) {
                Path current = folder.resolve(current(file, names.getOrDefault(folder, Set.of())));
                families.computeIfAbsent(current, _ -> new ArrayList<>()).add(file);
            }
        }
        var found = new ArrayList<LogFamily>();
        families.forEach((current, members) -> add(host, current, members, about, found));
        return found;
    }

    /// The name that the current file of this one's log has. A small number before the ending is a
    /// predecessor's only where there is a current file without it, since `worker-1.log` and
    /// `worker-2.log` may as well be two workers.
    private static String current(Path file, Set<String> beside) {
        String name = String.valueOf(file.getFileName());
        Matcher after = AFTER.matcher(name);
        String rest = after.matches() ? after.group("name") : name;
        Matcher between = BETWEEN.matcher(rest);
        if (!between.matches()) {
            return rest;
        }
        String plain = between.group("stem") + between.group("ending");
        long digits = between.group("mark").chars().filter(Character::isDigit).count();
        return digits >= 6 || beside.contains(plain) ? plain : rest;
    }

    private static void add(
            HostView host, Path current, List<Path> members, String about, List<LogFamily> into) {
        Path newest = null;
        Instant changed = Instant.EPOCH;
        long bytes = 0;
        int files = 0;
        for (Path member : members) {
            try {
                var seen =
                        Files.readAttributes(
                                member, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (!seen.isRegularFile()) {
                    continue;
                }
                files++;
                bytes += seen.size();
                if (seen.size() > 0 && !seen.lastModifiedTime().toInstant().isBefore(changed)) {
                    changed = seen.lastModifiedTime().toInstant();
                    newest = member;
                }
            } catch (IOException e) {
                host.deny(member);
            }
        }
        if (files > 0) {
            into.add(
                    new LogFamily(
                            Globs.name(current),
                            current,
                            newest == null ? current : newest,
                            files,
                            bytes,
                            changed,
                            about));
        }
    }
}

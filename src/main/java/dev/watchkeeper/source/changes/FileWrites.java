package dev.watchkeeper.source.changes;

import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.ChangeKind;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.SourceContext;
import dev.watchkeeper.source.lines.FileGlob;
import dev.watchkeeper.source.lines.WrittenFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Files, and when each was last written. What was written before that is not known.
///
/// @param paths absolute paths and patterns
/// @param expected true when a path without a file is worth saying
record FileWrites(
        String stream, String source, ChangeKind kind, List<String> paths, boolean expected)
        implements ChangePart {

    private static final List<String> SCHEDULE =
            List.of(
                    "/etc/crontab",
                    "/etc/cron.d/*",
                    "/etc/cron.hourly/*",
                    "/etc/cron.daily/*",
                    "/etc/cron.weekly/*",
                    "/etc/cron.monthly/*",
                    "/var/spool/cron/*",
                    "/var/spool/cron/crontabs/*",
                    "/etc/systemd/system/*.timer",
                    "/etc/systemd/system/*.service",
                    "/etc/systemd/system/*.d/*.conf");

    static FileWrites schedule(String stream, String source, HostRoot root) {
        return new FileWrites(
                stream,
                source,
                ChangeKind.SCHEDULE,
                SCHEDULE.stream().map(root::at).toList(),
                false);
    }

    static FileWrites configuration(String stream, SourceContext context, List<String> paths) {
        return new FileWrites(
                stream,
                context.name(),
                ChangeKind.CONFIGURATION,
                paths.stream().map(context::resolve).toList(),
                true);
    }

    @Override
    public Found find(TimeRange range, Deadline deadline) {
        var changes = new ArrayList<Change>();
        var remarks = new ArrayList<String>();
        long examined = 0;
        for (String path : paths) {
            try {
                for (WrittenFile file : FileGlob.alone(source, path).written()) {
                    examined++;
                    if (range.contains(file.time()) && changes.size() < MOST) {
                        changes.add(change(file));
                    }
                }
            } catch (SourceUnavailable e) {
                if (expected) {
                    remarks.add(e.text());
                }
            }
        }
        return new Found(changes, examined, true, remarks);
    }

    private Change change(WrittenFile file) {
        return new Change(
                stream,
                ref(file.path()),
                file.time(),
                // A unit says how a service runs, and a timer when.
                kind == ChangeKind.SCHEDULE && !timed(file.path())
                        ? ChangeKind.CONFIGURATION
                        : kind,
                file.path().toString(),
                null,
                "last written, " + file.size() + " bytes");
    }

    private static boolean timed(Path path) {
        return path.toString().contains("cron") || path.toString().endsWith(".timer");
    }

    /// No path is ever made of a reference, so it need not hold one.
    static String ref(Path path) {
        var hash = new CRC32C();
        hash.update(path.toString().getBytes(StandardCharsets.UTF_8));
        return "file:" + HexFormat.of().toHexDigits((int) hash.getValue());
    }

    @Override
    public Optional<Change> change(String ref) {
        if (!ref.startsWith("file:")) {
            return Optional.empty();
        }
        for (String path : paths) {
            try {
                Optional<WrittenFile> found =
                        FileGlob.alone(source, path).written().stream()
                                .filter(file -> ref(file.path()).equals(ref))
                                .findFirst();
                if (found.isPresent()) {
                    return found.map(this::change);
                }
            } catch (SourceUnavailable gone) {
                // It is not there.
            }
        }
        return Optional.empty();
    }
}

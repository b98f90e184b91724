package dev.watchkeeper.audit;

import dev.watchkeeper.model.SourceUnavailable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the audit of one state folder, one record after the other: its size does not matter.
///
/// @param folder where its files are
public record AuditReader(Path folder) {

    /// What was not read.
    ///
    /// @param lines how many lines are no records as they were written; `verify` tells more
    public record Unread(long lines) {}

    /// Gives all records since then, the oldest first.
    ///
    /// @param since null for all there are
    /// @throws SourceUnavailable when a file cannot be read
    public Unread read(@Nullable Instant since, Consumer<AuditRecord> to) {
        var files = new AuditFiles(folder);
        long unread = 0;
        try {
            for (String name : files.names()) {
                if (since == null || !before(name, since)) {
                    unread += read(files.file(name), since, to);
                }
            }
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return new Unread(unread);
    }

    private static long read(Path file, @Nullable Instant since, Consumer<AuditRecord> to)
            throws IOException {
        long unread = 0;
        try (Lines lines = Lines.of(file, 0)) {
            for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
                ChainLine record = line.sound();
                if (record == null) {
                    unread++;
                } else if (since == null || !record.time().isBefore(since)) {
                    to.accept(AuditRecord.of(record));
                }
            }
        } catch (NoSuchFileException e) {
            return 0; // removed meanwhile, as the newest file says
        }
        return unread;
    }

    /// A file holds what was written on its day, and later when the clock was set back.
    private static boolean before(String name, Instant since) {
        return AuditFiles.day(name)
                .plusDays(2)
                .isBefore(since.atOffset(ZoneOffset.UTC).toLocalDate());
    }

    static SourceUnavailable unreadable(Path folder, IOException e) {
        return new SourceUnavailable(
                "audit",
                "the files in "
                        + folder
                        + " cannot be read ("
                        + e.getMessage()
                        + "); they are for the user who runs Watchkeeper alone",
                e);
    }
}

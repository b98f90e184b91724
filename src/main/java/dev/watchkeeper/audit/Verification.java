package dev.watchkeeper.audit;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether the audit is as it was written.
///
/// What it proves: nothing between the first and the last record was changed, left out, put in or
/// moved by anybody who did not write all of the chain anew from there on. Who may write the files
/// may do that; only an [Anchor] kept out of their reach shows it. The file `head` shows an end
/// that was cut off, unless it was changed too.
///
/// @param files how many files were read
/// @param records how many records hold, up to the break if there is one
/// @param first the number of the oldest record; 0 without any
/// @param from when the oldest was written
/// @param until when the newest of those that hold was written
/// @param newest that record, to be noted elsewhere
/// @param broken the first place where it is not as it was written, or null
/// @param notes what else is to be known, in sentences
public record Verification(
        int files,
        long records,
        long first,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Anchor newest,
        @Nullable Break broken,
        List<String> notes) {

    /// Where the chain is broken.
    ///
    /// @param file the name of the file
    /// @param line from 1 on; 0 where the whole file is meant
    /// @param problem what was expected and what is there
    public record Break(String file, long line, String problem) {}

    /// Reads all files and checks each record.
    ///
    /// @param folder where the files are
    /// @param anchor what was noted before, if something was
    /// @throws dev.watchkeeper.model.SourceUnavailable when a file cannot be read
    public static Verification of(Path folder, Optional<Anchor> anchor) {
        return new Verifier(new AuditFiles(folder), anchor.orElse(null)).verify();
    }

    /// Whether nothing is broken.
    public boolean holds() {
        return broken == null;
    }
}

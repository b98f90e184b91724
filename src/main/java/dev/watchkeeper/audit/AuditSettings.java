package dev.watchkeeper.audit;

import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Range;
import java.time.Duration;

/// How long the audit is kept and how large it may become. What is removed leaves a record of its
/// removal.
@Doc("how long the record of all calls is kept")
public record AuditSettings(
        @Doc("how long; whole files are removed when their day is older") @Default("400d")
                Duration keep,
        @Doc("when a further file is begun on the same day, in MiB")
                @Default("64")
                @Range(min = 1, max = 4_096)
                int fileMib,
        @Doc("at which size of all files the oldest is removed before its time, in MiB")
                @Default("4096")
                @Range(min = 8, max = 1_048_576)
                int totalMib) {

    /// What holds when tools.yaml says nothing.
    public static final AuditSettings USUAL = new AuditSettings(Duration.ofDays(400), 64, 4_096);

    /// For whoever does not know what tools.yaml says.
    public static final AuditSettings REMOVING_NOTHING =
            new AuditSettings(Duration.ofDays(36_500), 64, Integer.MAX_VALUE);

    long fileBytes() {
        return (long) fileMib << 20;
    }

    long totalBytes() {
        return (long) totalMib << 20;
    }
}

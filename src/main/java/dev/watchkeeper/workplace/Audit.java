package dev.watchkeeper.workplace;

import dev.watchkeeper.audit.AuditEvent;
import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.audit.AuditedToolbox;
import dev.watchkeeper.audit.AuditedToolbox.WithoutRecord;
import dev.watchkeeper.audit.KeptFile;
import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.disclosure.redaction.RedactedValues;
import dev.watchkeeper.disclosure.redaction.Redactor;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.tool.Toolbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;

/// The audit of this state, as commands write it.
///
/// @param operator told in a sentence when it cannot be written
public record Audit(AuditLog log, Consumer<String> operator) implements AutoCloseable {

    /// Records are dated by the real time, whatever time is looked at.
    static Audit of(Configuration configuration, Path state, Surroundings surroundings) {
        return new Audit(
                new AuditLog(
                        state.resolve(StateFolder.AUDIT),
                        configuration.audit(),
                        InstantSource.system()),
                problem -> surroundings.err().println("watchkeeper: " + problem));
    }

    /// The toolbox with each of its calls recorded.
    Toolbox over(Toolbox toolbox, Redactor redactor, WithoutRecord withoutRecord) {
        return new AuditedToolbox(
                toolbox,
                log,
                arguments -> new RedactedValues(redactor).ofAll(arguments),
                withoutRecord,
                operator);
    }

    /// Records what is done here, on the disk when this returns; where that cannot be, its operator
    /// is told, and goes on.
    public void note(AuditEvent event) {
        try {
            log.appendForced(event);
        } catch (SourceUnavailable e) {
            operator.accept(e.text());
        }
    }

    /// Records what is done here before anything that is recorded later, without waiting: where it
    /// cannot be written, whoever comes next is told.
    public void noteSoon(AuditEvent event) {
        if (!log.offer(event)) {
            operator.accept("audit: there is too much to record");
        }
    }

    /// Records what is kept of a run, so that nobody can change afterwards what Claude was shown.
    ///
    /// @param who who investigated
    /// @param state the folder that holds the runs
    public void keptRun(String who, String run, Path state) {
        Path transcript = state.resolve("runs").resolve(run).resolve("transcript.jsonl");
        if (!Files.isRegularFile(transcript)) {
            return;
        }
        try {
            note(KeptFile.of(who, run, state, transcript));
        } catch (IOException e) {
            operator.accept(
                    "the transcript of "
                            + run
                            + " cannot be read for the audit: "
                            + e.getMessage());
        }
    }

    @Override
    public void close() {
        log.close();
    }
}

package dev.watchkeeper.cli;

import dev.watchkeeper.audit.AuditEvent;
import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.audit.AuditedToolbox;
import dev.watchkeeper.audit.AuditedToolbox.WithoutRecord;
import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.disclosure.redaction.RedactedValues;
import dev.watchkeeper.disclosure.redaction.Redactor;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.tool.Toolbox;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;

/// The audit of this state, as commands write it.
///
/// @param operator told in a sentence when it cannot be written
record Audit(AuditLog log, Consumer<String> operator) implements AutoCloseable {

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

    /// Records what is done here; where that cannot be, its operator is told, and goes on.
    void note(AuditEvent event) {
        try {
            log.append(event);
        } catch (SourceUnavailable e) {
            operator.accept(e.text());
        }
    }

    @Override
    public void close() {
        log.close();
    }
}

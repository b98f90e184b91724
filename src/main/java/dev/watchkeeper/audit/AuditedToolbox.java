package dev.watchkeeper.audit;

import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolDescription;
import dev.watchkeeper.tool.ToolReply;
import dev.watchkeeper.tool.ToolReply.Failure.Kind;
import dev.watchkeeper.tool.Toolbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A toolbox each of whose calls is recorded before its reply is given: accepted or refused, who
/// asked, from where, what, and what came of it. Sentences are not kept, since they may repeat what
/// a source said; their kind is. What was shown is in the receipts, under the evidence id.
public final class AuditedToolbox implements Toolbox {

    private static final int TOOL_NAME = 80;

    private final Toolbox toolbox;
    private final AuditLog log;
    private final UnaryOperator<Map<String, Object>> redaction;
    private final WithoutRecord withoutRecord;
    private final Consumer<String> operator;
    private final AtomicBoolean told = new AtomicBoolean();

    /// @param redaction of the arguments, before they are kept
    /// @param operator told in a sentence when the audit cannot be written, once until it can again
    public AuditedToolbox(
            Toolbox toolbox,
            AuditLog log,
            UnaryOperator<Map<String, Object>> redaction,
            WithoutRecord withoutRecord,
            Consumer<String> operator) {
        this.toolbox = toolbox;
        this.log = log;
        this.redaction = redaction;
        this.withoutRecord = withoutRecord;
        this.operator = operator;
    }

    /// What becomes of a call that cannot be recorded.
    public enum WithoutRecord {
        /// It gets no answer: for whoever comes over the network. Its record is on the disk before
        /// the answer leaves.
        REFUSE,
        /// It is answered, and the operator told: the shell and the watch work on a full disk too,
        /// which is when they are needed.
        ANSWER
    }

    @Override
    public List<ToolDescription> list() {
        return toolbox.list();
    }

    @Override
    public String instructions() {
        return toolbox.instructions();
    }

    @Override
    public ToolReply call(
            String tool, Map<String, Object> arguments, Session session, Deadline deadline) {
        long begun = System.nanoTime();
        ToolReply reply = toolbox.call(tool, arguments, session, deadline);
        var took = Duration.ofNanos(System.nanoTime() - begun);
        try {
            AuditEvent event = event(tool, arguments, session, reply, took);
            if (withoutRecord == WithoutRecord.REFUSE) {
                log.appendForced(event);
            } else {
                log.append(event);
            }
            told.set(false);
            return reply;
        } catch (SourceUnavailable e) {
            tell(e);
            return withoutRecord == WithoutRecord.ANSWER
                    ? reply
                    : new ToolReply.Failure(
                            "not answered, because the call cannot be recorded:"
                                    + " the audit cannot be written now, and the server's log says why",
                            Kind.INTERNAL);
        }
    }

    /// Recorded like any other; whether or not it can be, it stays refused.
    @Override
    public void refused(String tool, Map<String, Object> arguments, Session session) {
        try {
            log.append(
                    event(
                            tool,
                            arguments,
                            session,
                            new ToolReply.Failure("refused before it was called"),
                            Duration.ZERO));
        } catch (SourceUnavailable e) {
            tell(e);
        }
    }

    private void tell(SourceUnavailable failure) {
        if (told.compareAndSet(false, true)) {
            operator.accept(
                    failure.text()
                            + (withoutRecord == WithoutRecord.REFUSE
                                    ? "; until it can be written, no call over the network is answered"
                                    : "; calls go on without a record"));
        }
    }

    private AuditEvent event(
            String tool,
            Map<String, Object> arguments,
            Session session,
            ToolReply reply,
            Duration took) {
        String name = Characters.cut(Characters.line(tool), TOOL_NAME).text();
        Map<String, Object> redacted = redaction.apply(arguments);
        return switch (reply) {
            case ToolReply.Answer(Map<String, Object> content) ->
                    new AuditEvent.Called(
                            session,
                            name,
                            redacted,
                            AuditEvent.Called.ANSWERED,
                            rows(content),
                            bytes(content),
                            took,
                            content.get("evidence_id") instanceof String id ? id : null);
            case ToolReply.Failure(_, Kind kind) ->
                    new AuditEvent.Called(
                            session,
                            name,
                            redacted,
                            kind.name().toLowerCase(Locale.ROOT),
                            null,
                            0,
                            took,
                            null);
        };
    }

    private static @Nullable Integer rows(Map<String, Object> content) {
        if (content.get("returned") instanceof Integer returned) {
            return returned;
        }
        return content.get("rows") instanceof List<?> rows ? rows.size() : null;
    }

    private static long bytes(Map<String, Object> content) {
        return JsonMapper.shared()
                .writeValueAsString(content)
                .getBytes(StandardCharsets.UTF_8)
                .length;
    }
}

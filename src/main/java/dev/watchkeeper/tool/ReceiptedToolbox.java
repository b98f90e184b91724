package dev.watchkeeper.tool;

import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.disclosure.VisibleValues;
import dev.watchkeeper.disclosure.redaction.RedactedValues;
import dev.watchkeeper.disclosure.redaction.Redactor;
import dev.watchkeeper.evidence.Receipt;
import dev.watchkeeper.evidence.Receipts;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.DiagnosticException;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.tool.ToolReply.Failure.Kind;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.ObjectMapper;

/// The tools with all that is the same around each of them: arguments are read into the record that
/// the tool declares, what leaves is made visible, a receipt is kept of what was shown (where the
/// state cannot be written, the answer says that it cannot be cited), and every failure becomes one
/// sentence for the caller. Only what is a bug is logged, with the id that the caller is told.
public final class ReceiptedToolbox implements Toolbox {

    private static final Logger LOG = System.getLogger("watchkeeper.tool");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ServedTool> tools = new LinkedHashMap<>();
    private final List<ToolDescription> descriptions;
    private final Receipts receipts;
    private final InstantSource clock;
    private final Redactor redactor;
    private final String instructions;

    public ReceiptedToolbox(
            List<? extends ServedTool> tools,
            Receipts receipts,
            InstantSource clock,
            Redactor redactor,
            String instructions) {
        this.descriptions = tools.stream().map(ServedTool::described).toList();
        for (int i = 0; i < descriptions.size(); i++) {
            this.tools.put(descriptions.get(i).name(), tools.get(i));
        }
        this.receipts = receipts;
        this.clock = clock;
        this.redactor = redactor;
        this.instructions = instructions;
    }

    @Override
    public List<ToolDescription> list() {
        return descriptions;
    }

    @Override
    public String instructions() {
        return instructions;
    }

    @Override
    public ToolReply call(
            String name, Map<String, Object> arguments, Session session, Deadline deadline) {
        ServedTool tool = tools.get(name);
        if (tool == null) {
            return new ToolReply.Failure(
                    "there is no tool \""
                            + Characters.line(name)
                            + "\"; there are: "
                            + String.join(", ", tools.keySet()));
        }
        try {
            return answer(name, tool, arguments, session, deadline);
        } catch (BadRequest e) {
            return failure(e, "", Kind.REFUSED);
        } catch (SourceUnavailable e) {
            return failure(
                    e, " (that a source does not answer is itself a finding)", Kind.UNAVAILABLE);
        } catch (DiagnosticException e) {
            return failure(e, "", Kind.REFUSED);
        } catch (RuntimeException | StackOverflowError e) {
            String id = UUID.randomUUID().toString().substring(0, 8);
            LOG.log(Logger.Level.ERROR, "tool " + name + " failed, id " + id, e);
            return new ToolReply.Failure(
                    "internal error, id " + id + "; the server's log has the details under that id",
                    Kind.INTERNAL);
        }
    }

    private ToolReply answer(
            String name,
            ServedTool tool,
            Map<String, Object> arguments,
            Session session,
            Deadline deadline) {
        var now = clock.instant();
        Map<String, Object> redacted = new RedactedValues(redactor).ofAll(arguments);
        // What is written stays: no secret gets into it, wherever its writer has it from.
        Answer answer =
                tool.answer(
                        tool.described().readOnly() ? arguments : redacted,
                        new Call(session, now, deadline));
        if (deadline.cancelled()) {
            return new ToolReply.Failure("cancelled by the client", Kind.CANCELLED);
        }
        String id = receipts.nextId(session.id());
        var content = new LinkedHashMap<String, Object>();
        content.put("evidence_id", id);
        var visible = new VisibleValues();
        var hidden = new RedactedValues(redactor);
        answer.content().forEach((key, value) -> content.put(key, visible.of(hidden.of(value))));
        if (visible.count() > 0) {
            content.put("made_visible", visible.count());
        }
        if (!hidden.marks().isEmpty()) {
            content.put("redacted", hidden.marks());
        }
        Map<String, Object> fitting = Fitting.within(Budget.ANSWER, content);
        try {
            receipts.keep(
                    new Receipt(
                            id,
                            session.id(),
                            session.principal(),
                            name,
                            JSON.writeValueAsString(redacted),
                            now,
                            JSON.writeValueAsString(fitting),
                            answer.shown()));
        } catch (SourceUnavailable e) {
            if (!tool.described().readOnly()) {
                throw e;
            }
            // a full disk is when people ask; what they see then cannot be cited, and says so
            content.remove("evidence_id");
            content.put("not_citable", "no receipt could be kept: " + e.text());
            return new ToolReply.Answer(Fitting.within(Budget.ANSWER, content));
        }
        return new ToolReply.Answer(fitting);
    }

    private ToolReply.Failure failure(DiagnosticException e, String more, Kind kind) {
        return new ToolReply.Failure(
                Characters.visible(redactor.text(e.text()).text()).text() + more, kind);
    }

    /// How long a call may take unless its client says otherwise.
    public static final Duration USUAL_DEADLINE = Duration.ofSeconds(20);
}

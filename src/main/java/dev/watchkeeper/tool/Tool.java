package dev.watchkeeper.tool;

import dev.watchkeeper.schema.Arguments;
import dev.watchkeeper.schema.JsonSchema;
import java.util.Map;

/// One question that a client may ask. The record of its arguments is its schema; what it throws
/// ([dev.watchkeeper.model.DiagnosticException]) becomes the failure that the client reads. A tool
/// does not log, and does not keep receipts: that is done once around all of them.
///
/// @param <A> the arguments
public interface Tool<A extends Record> extends ServedTool {

    /// Snake case, verb first, without the product's name.
    String name();

    /// A few words for a list.
    String title();

    /// What it answers, when to use it, what comes next; for Claude, well under 2,000 characters.
    String description();

    Class<A> arguments();

    Answer call(A arguments, Call call);

    /// False for the one tool that writes.
    default boolean readOnly() {
        return true;
    }

    @Override
    default ToolDescription described() {
        return new ToolDescription(
                name(), title(), description(), JsonSchema.of(arguments()), readOnly());
    }

    @Override
    default Answer answer(Map<String, Object> arguments, Call call) {
        return call(Arguments.read(arguments, arguments()), call);
    }
}

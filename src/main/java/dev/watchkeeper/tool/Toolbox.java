package dev.watchkeeper.tool;

import dev.watchkeeper.model.Deadline;
import java.util.List;
import java.util.Map;

/// The tools by name: all that a transport needs to know of them. Thread-safe.
public interface Toolbox {

    /// The tools, in the order of the list.
    List<ToolDescription> list();

    /// Calls a tool; never throws: whatever goes wrong is a [ToolReply.Failure].
    ///
    /// @param arguments as they came from JSON, not yet checked
    /// @param deadline when to stop reading; cancelled when the client leaves
    ToolReply call(String tool, Map<String, Object> arguments, Session session, Deadline deadline);

    /// Hears of a call that was refused before it came here: it names none of the tools, its
    /// arguments are no object, or too many calls ran.
    ///
    /// @param tool as the client named it
    default void refused(String tool, Map<String, Object> arguments, Session session) {}

    /// What a client is told about the server as a whole, under 2,000 characters.
    String instructions();
}

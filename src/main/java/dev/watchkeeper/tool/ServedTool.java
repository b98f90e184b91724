package dev.watchkeeper.tool;

import java.util.Map;

/// A tool as the toolbox serves it, whatever its arguments are declared by: a record ([Tool]) or
/// tools.yaml ([SqlTool]).
public interface ServedTool {

    /// What clients are told of it.
    ToolDescription described();

    /// Answers a call.
    ///
    /// @param arguments as they came from JSON, not yet checked
    /// @throws dev.watchkeeper.model.BadRequest naming every argument at fault
    Answer answer(Map<String, Object> arguments, Call call);
}

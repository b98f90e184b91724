package dev.watchkeeper.investigate.playbook.ask;

import java.util.Map;

/// A connection to the tools.
@FunctionalInterface
public interface ToolCaller {

    /// What a call came back with.
    sealed interface Reply {

        /// The answer, as its `structuredContent`.
        record Content(Map<String, Object> content) implements Reply {}

        /// Refused or failed, with its sentence.
        record Failure(String text) implements Reply {}
    }

    Reply call(String tool, Map<String, Object> arguments);
}

package dev.watchkeeper.tool;

import java.util.Map;

/// What a call comes back with.
public sealed interface ToolReply {

    /// What was asked for.
    ///
    /// @param content the whole answer, complete on its own, keys in a fixed order: what becomes
    ///   `structuredContent`, ready for JSON (maps, lists, strings, numbers, booleans, nulls)
    record Answer(Map<String, Object> content) implements ToolReply {}

    /// Refused or failed, with one clear sentence for whoever asked: becomes `isError`.
    ///
    /// @param kind whose the fault is
    record Failure(String text, Kind kind) implements ToolReply {

        /// Refused: what was asked cannot be answered.
        public Failure(String text) {
            this(text, Kind.REFUSED);
        }

        /// Why there is no answer, for whoever counts or records failures without their sentences.
        public enum Kind {
            /// The caller asked for what there is not, or may not be had, or asked it wrongly.
            REFUSED,
            /// A source did not answer.
            UNAVAILABLE,
            /// The client gave up.
            CANCELLED,
            /// A fault of our own.
            INTERNAL
        }
    }
}

package dev.watchkeeper.schema;

import dev.watchkeeper.model.BadRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The arguments of a call, from JSON into a record.
public final class Arguments {

    private Arguments() {}

    /// Reads arguments of built-in types alone.
    ///
    /// @throws BadRequest naming every argument at fault and what is allowed
    public static <T extends Record> T read(Map<String, ?> arguments, Class<T> type) {
        return read(arguments, type, Types.builtIn());
    }

    /// Reads arguments, some of them of types of our own.
    ///
    /// @throws BadRequest naming every argument at fault and what is allowed
    public static <T extends Record> T read(Map<String, ?> arguments, Class<T> type, Types types) {
        return new RecordReader(types, Strictness.ARGUMENTS)
                .read(JsonValues.toTree(arguments), type)
                .orElseThrow(Arguments::refusal);
    }

    private static BadRequest refusal(List<Problem> problems) {
        return new BadRequest(
                problems.stream().map(Problem::inArguments).collect(Collectors.joining("; ")));
    }
}

package dev.watchkeeper.catalog;

import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Range;
import dev.watchkeeper.source.LogMapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What tools.yaml says of one log stream: where its parts are found, and what they mean.
@Doc("a log stream: where the parts of an entry are found in a source")
public record LogStreamConfig(
        @Doc("name of the source that holds it") String source,
        @Doc("table or view (SQL sources)") @Nullable String table,
        @Doc("row id column (SQL sources); the table's own if left out") @Nullable String id,
        @Doc("which rows belong to it: column or path, and the values it may have")
                Map<String, List<String>> where,
        @Doc("where the time is: a column, a JSON key or a dotted path") @Nullable String time,
        @Doc("where the level is") @Nullable String level,
        @Doc("where the name of the logger is") @Nullable String logger,
        @Doc("where the message is, such as data.message") @Nullable String message,
        @Doc("where the traceback is") @Nullable String exception,
        @Doc("further values to show; all that are left over if left out") List<String> fields,
        @Doc("fields that identify a request or job across streams") List<String> ids,
        @Doc("what is known of certain entries") List<NoteConfig> notes,
        @Doc("what this stream is, in a sentence") @Range(max = 1000) @Nullable String describe,
        @Doc("how long silence is normal, such as 10m; learned from the data if left out")
                @Nullable Duration expectEvery) {

    /// The part of it that the source needs.
    public LogMapping mapping() {
        return new LogMapping(table, id, where, time, level, logger, message, exception, fields);
    }
}

package dev.watchkeeper.catalog;

import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.source.EventMapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What tools.yaml says of one event stream: where its parts are found, and what they mean.
@Doc("an event stream: a table, or JSON lines, with a time, a type and values")
public record EventStreamConfig(
        @Doc("name of the source that holds it") String source,
        @Doc("table or view (SQL sources)") @Nullable String table,
        @Doc("row id column (SQL sources); the table's own if left out") @Nullable String id,
        @Doc("which rows belong to it: column or path, and the values it may have")
                Map<String, List<String>> where,
        @Doc("where the time is: a column, a JSON key or a dotted path") @Default("time")
                String time,
        @Doc("where the type of the event is") @Default("type") String type,
        @Doc("values to show; all that are left over if left out") List<String> fields,
        @Doc("fields that identify a request or job across streams") List<String> ids,
        @Doc("what each event type means, in a sentence") Map<String, String> describe,
        @Doc("what is known of certain events") List<NoteConfig> notes,
        @Doc("how long silence is normal, such as 10m; learned from the data if left out")
                @Nullable Duration expectEvery) {

    /// The part of it that the source needs.
    public EventMapping mapping() {
        return new EventMapping(table, id, where, time, type, fields);
    }
}

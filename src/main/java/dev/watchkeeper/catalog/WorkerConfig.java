package dev.watchkeeper.catalog;

import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the workers of a queue are told apart, so that they can be compared.
@Doc("how the workers of a queue are told apart")
public record WorkerConfig(
        @Doc("event stream; may be left out when there is only one") @Nullable String stream,
        @Doc("event types that show a worker at work") @Range(min = 1) List<String> event,
        @Doc("field that names the worker") @Range(min = 1) String by,
        @Doc("numeric field compared between workers, such as duration_ms")
                @Nullable String value) {}

package dev.watchkeeper.investigate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/// What is to be done, with which tools, and where its record goes.
///
/// @param runId names the run everywhere; `[a-z0-9-]{1,64}`
/// @param task what to do
/// @param endpoint where the tools of this run are
/// @param token what opens them, for this run alone
/// @param expectedTools the names of the tools there, exactly; the run stops if others show
/// @param now what counts as now for the data; may lie in the past
/// @param runDirectory where the record of this one try is kept; created when missing, and refused
///   when it holds a record already
/// @param written whether what the task leaves is in our own store: asked once, at the end
public record Assignment(
        String runId,
        Task task,
        Endpoint endpoint,
        String token,
        List<String> expectedTools,
        Instant now,
        Path runDirectory,
        BooleanSupplier written) {

    private static final Pattern RUN_ID = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,4096}");

    public Assignment {
        if (!RUN_ID.matcher(runId).matches()) {
            throw new IllegalArgumentException(
                    "a run id has 1 to 64 characters of a-z, 0-9 and -, got " + runId);
        }
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("a run's token holds a character that it may not");
        }
        expectedTools = List.copyOf(expectedTools);
    }
}

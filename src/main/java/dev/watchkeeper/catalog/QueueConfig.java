package dev.watchkeeper.catalog;

import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What tools.yaml says of one queue. Each part may be left out; what is declared is shown, watched
/// and kept a history of.
@Doc("a queue: any of its parts, each from events or by SQL")
public record QueueConfig(
        @Doc("how many jobs wait") @Nullable MeasureConfig depth,
        @Doc("how long a job waited before it was begun") @Named("wait")
                @Nullable MeasureConfig waiting,
        @Doc("age of the oldest job that waits") @Nullable MeasureConfig oldest,
        @Doc("jobs put in") @Nullable MeasureConfig enqueued,
        @Doc("jobs finished") @Nullable MeasureConfig completed,
        @Doc("jobs tried again") @Nullable MeasureConfig retries,
        @Doc("jobs given up") @Nullable MeasureConfig dead,
        @Doc("jobs sent elsewhere for want of room") @Nullable MeasureConfig overflow,
        @Doc("who works on it") @Nullable WorkerConfig worker,
        @Doc("what it is, in a sentence") @Nullable String describe,
        @Doc("what is known of it; returned with its numbers") List<String> notes) {

    public QueueConfig {
        if (depth == null
                && waiting == null
                && oldest == null
                && enqueued == null
                && completed == null
                && retries == null
                && dead == null
                && overflow == null
                && worker == null) {
            throw new IllegalArgumentException(
                    "declare at least one of depth, wait, oldest, enqueued, completed, retries, dead,"
                            + " overflow, worker");
        }
    }
}

package dev.watchkeeper.check;

import dev.watchkeeper.state.FindingStore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an ignore would have hidden, had it held in the past.
///
/// @param from how far back was looked
/// @param until up to when
/// @param streams what it would have hidden in each log stream, where it is anything
/// @param findings the findings it would have hidden, the last seen first
/// @param remarks what whoever reads it must know, as sentences of our own
public record IgnorePreview(
        Instant from,
        Instant until,
        List<Stream> streams,
        List<Affected> findings,
        List<String> remarks) {

    /// What it would have hidden in one log stream.
    ///
    /// @param messages how many
    /// @param kinds how many kinds of them, as the template miner tells them apart
    /// @param busiestHour how many in the hour that had most
    /// @param counted how many of them are known from hours counted by earlier checks, beyond what
    ///   the log still has or was read of
    /// @param examples the newest, at most three. Written by strangers
    public record Stream(
            String stream,
            long messages,
            int kinds,
            @Nullable Instant first,
            @Nullable Instant last,
            long busiestHour,
            long counted,
            List<String> examples) {}

    /// A finding that it would have hidden.
    ///
    /// @param incidents the incidents that it belongs to
    public record Affected(FindingStore.Stored stored, List<String> incidents) {}

    /// How many messages in all streams.
    public long messages() {
        return streams.stream().mapToLong(Stream::messages).sum();
    }

    /// The incidents among it, each once.
    public List<String> incidents() {
        return findings.stream().flatMap(f -> f.incidents().stream()).distinct().toList();
    }
}

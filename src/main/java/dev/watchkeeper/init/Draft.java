package dev.watchkeeper.init;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A source that can be proposed, with what stands over it. Texts of comments hold names that
/// strangers gave.
///
/// @param type as in tools.yaml: sqlite, jsonl, text
/// @param keys the further keys of the source, their values being YAML
/// @param changed when its files were, last
/// @param seen what was seen of it, as sentences
record Draft(
        String type,
        Path file,
        Map<String, String> keys,
        Owner owner,
        Instant changed,
        List<String> seen,
        List<Stream> streams,
        List<Jobs> jobs) {

    /// A log or event stream.
    ///
    /// @param events false for a log
    /// @param name what it might be called
    /// @param keys its keys in tools.yaml after `source`, their values being YAML
    /// @param seen what was seen of it, as sentences
    /// @param newest the time of its newest entry, or null when it has none
    record Stream(
            boolean events,
            String name,
            Map<String, String> keys,
            List<String> seen,
            @Nullable Instant newest) {}

    /// A table of jobs, as a queue.
    ///
    /// @param parts `depth` and `oldest`, their values being YAML without the source
    record Jobs(String name, Map<String, Map<String, String>> parts, List<String> seen) {}

    /// The time of the newest entry of any of its streams, or null.
    @Nullable Instant newest() {
        return streams.stream()
                .map(Stream::newest)
                .filter(java.util.Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }
}

package dev.watchkeeper.tool;

import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was looked at for an answer about numbers.
final class MetricSearch {

    private MetricSearch() {}

    /// The `searched` part of an answer.
    ///
    /// @param kind `queue`, `api` or `metric`
    /// @param bucket the length of the buckets whose numbers are shown, or null
    static Map<String, Object> of(
            String kind,
            String name,
            TimeRange range,
            @Nullable Duration bucket,
            boolean complete,
            List<String> remarks) {
        var searched = new LinkedHashMap<String, Object>();
        searched.put(kind, name);
        searched.put("from", range.from().toString());
        searched.put("until", range.until().toString());
        if (bucket != null) {
            searched.put("bucket", Figures.length(bucket));
        }
        searched.put("complete", complete);
        if (!remarks.isEmpty()) {
            searched.put("remarks", List.copyOf(new LinkedHashSet<>(remarks)));
        }
        return searched;
    }
}

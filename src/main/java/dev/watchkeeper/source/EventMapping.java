package dev.watchkeeper.source;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the parts of an event are found in a source; names as in [LogMapping].
///
/// @param where which rows belong to the stream: column or path → the values it may have
/// @param fields the values to show; empty for all that are left over
public record EventMapping(
        @Nullable String table,
        @Nullable String id,
        Map<String, List<String>> where,
        String time,
        String type,
        List<String> fields) {}

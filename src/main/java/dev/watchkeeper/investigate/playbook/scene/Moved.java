package dev.watchkeeper.investigate.playbook.scene;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that differs from before, as `find_changes` tells of it.
///
/// @param kind `log`, `event`, `group` or `metric`
/// @param what a template, a type, a `field=value` or a name
/// @param how `new`, `surged`, `fell`, `gone`, `up` or `down`
/// @param usual how much is usual
/// @param now how much it is
/// @param since when it began to differ, or null
/// @param by the groups that carry nine tenths of the difference or more, and less than seven
///   tenths of everything else, as `field=value, field=value`; or empty
public record Moved(
        String kind,
        String what,
        String how,
        double usual,
        double now,
        @Nullable Instant since,
        String by,
        String evidence) {

    /// Whether there is more of it.
    public boolean rose() {
        return how.startsWith("new") || how.startsWith("surged") || how.startsWith("up");
    }

    /// The groups that carry it, values by field.
    public Map<String, String> carriers() {
        var carriers = new LinkedHashMap<String, String>();
        for (String one : by.split(", ", -1)) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                carriers.put(one.substring(0, equals), one.substring(equals + 1));
            }
        }
        return carriers;
    }
}

package dev.watchkeeper.tool;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.model.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What has certain ids, and one step on what has the ids that it shows: a request whose entry
/// names a job leads to the job.
final class Trail {

    /// What so many entries share is a user or a worker, and no single thing.
    private static final int MOST_OF_ONE = 60;

    private static final int MOST_STEPS_ON = 10;

    private final Surroundings surroundings;
    private final Map<String, List<String>> idFields;
    private final List<String> followed = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();
    private final Set<String> ids = new LinkedHashSet<>();

    private Trail(Surroundings surroundings, Map<String, List<String>> idFields) {
        this.surroundings = surroundings;
        this.idFields = idFields;
    }

    /// @param around the moment to read outwards from, or null to read from the beginning
    /// @param ids to begin with; none for everything
    static Trail of(
            Catalog catalog,
            TimeRange range,
            @Nullable Instant around,
            Set<String> ids,
            Map<String, List<String>> idFields,
            Call call) {
        var first = new Surroundings(range, around, ids, idFields, call.deadline());
        first.read(catalog);
        var trail = new Trail(first, idFields);
        trail.ids.addAll(ids);
        if (ids.isEmpty() || first.stopped() || call.deadline().passed()) {
            return trail;
        }
        Map<String, String> next = trail.next();
        if (next.isEmpty()) {
            return trail;
        }
        trail.ids.addAll(next.keySet());
        var second = new Surroundings(range, around, trail.ids, idFields, call.deadline());
        second.read(catalog);
        var further = new Trail(second, idFields);
        further.ids.addAll(trail.ids);
        further.passedOver.addAll(trail.passedOver);
        next.forEach((id, name) -> further.followed.add(name + "=" + Excerpt.head(id, 80)));
        return further;
    }

    /// The further ids that what was found shows, with the name of their field.
    private Map<String, String> next() {
        var next = new LinkedHashMap<String, String>();
        for (Surroundings.Row row : surroundings.rows()) {
            row.values()
                    .forEach((name, id) -> {
                        if (ids.contains(id) || next.containsKey(id)) {
                            return;
                        }
                        int count = surroundings.courses().count(id);
                        if (count > MOST_OF_ONE || next.size() == MOST_STEPS_ON) {
                            String over = name + "=" + Excerpt.head(id, 80);
                            if (passedOver.size() < 3
                                    && passedOver.stream().noneMatch(o -> o.startsWith(over))) {
                                passedOver.add(over + " (" + count + " entries)");
                            }
                            return;
                        }
                        next.put(id, name);
                    });
        }
        return next;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /// The ids that were found on the way and followed too, as `name=value`.
    List<String> followed() {
        return followed;
    }

    /// Those that were found and not followed, since so much has them.
    List<String> passedOver() {
        return passedOver;
    }

    /// What usually follows and is missing; see [Courses#missing].
    List<String> missing(Instant until) {
        return ids.isEmpty() || surroundings.stopped()
                ? List.of()
                : surroundings.courses().missing(ids, until);
    }

    Map<String, List<String>> idFields() {
        return idFields;
    }
}

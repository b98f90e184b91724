package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.Succession;
import dev.watchkeeper.analysis.TemplateMiner;
import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// How all the requests and jobs of a stretch of time went, so that what is unusual in one of them
/// shows. Memory is bounded.
final class Courses {

    private static final int MOST_STEPS = 40_000;
    private static final int MOST_MISSING = 3;
    private static final int LONGEST_KIND = 120;

    private final Map<String, TemplateMiner> miners = new HashMap<>();
    private final List<Seen> steps = new ArrayList<>();
    private final Map<String, Integer> frequency = new HashMap<>();
    private boolean full;

    /// @param handle of the template in the miner of its stream, or -1 for an event
    /// @param type of the event, or empty
    private record Seen(Instant time, String stream, int handle, String type, List<String> ids) {}

    void add(LogEntry entry, String stream, List<String> ids) {
        if (hasRoom(ids)) {
            int handle =
                    miners.computeIfAbsent(stream, name -> new TemplateMiner())
                            .add(entry.message());
            steps.add(new Seen(entry.time(), stream, handle, "", ids));
        }
    }

    void add(Event event, String stream, List<String> ids) {
        if (hasRoom(ids)) {
            steps.add(new Seen(event.time(), stream, -1, event.type(), ids));
        }
    }

    private boolean hasRoom(List<String> ids) {
        ids.forEach(id -> {
            if (frequency.size() < MOST_STEPS || frequency.containsKey(id)) {
                frequency.merge(id, 1, Integer::sum);
            }
        });
        full |= steps.size() == MOST_STEPS;
        return !ids.isEmpty() && !full;
    }

    /// How often an id was seen.
    int count(String id) {
        return frequency.getOrDefault(id, 0);
    }

    /// What usually follows and is missing or late among what has one of these ids, in sentences
    /// with texts of strangers. None when there was more to see than was looked at.
    ///
    /// @param until up to when was looked
    List<String> missing(Set<String> ids, Instant until) {
        if (full) {
            return List.of();
        }
        var kinds = new HashMap<Seen, String>();
        var courses = new HashMap<String, List<Succession.Step>>();
        var own = new ArrayList<Succession.Step>();
        for (Seen seen : steps) {
            var step = new Succession.Step(seen.time(), kinds.computeIfAbsent(seen, this::kind));
            if (seen.ids().stream().anyMatch(ids::contains)) {
                own.add(step);
            } else {
                for (String id : new HashSet<>(seen.ids())) {
                    courses.computeIfAbsent(id, key -> new ArrayList<>()).add(step);
                }
            }
        }
        Collection<List<Succession.Step>> others = courses.values();
        return Succession.of(others, own, until).stream()
                .limit(MOST_MISSING)
                .map(Courses::sentence)
                .toList();
    }

    private String kind(Seen seen) {
        TemplateMiner miner = miners.get(seen.stream());
        return seen.stream()
                + ": "
                + Excerpt.head(
                        seen.handle() < 0 || miner == null
                                ? seen.type()
                                : miner.templateOf(seen.handle()).text(),
                        LONGEST_KIND);
    }

    private static String sentence(Succession.Missing missing) {
        return (missing.came() == null ? "no " : "")
                + "\""
                + missing.kind()
                + "\" "
                + (missing.came() == null ? "within " : "came ")
                + words(missing.waited())
                + (missing.came() == null ? " of \"" : " after \"")
                + missing.after()
                + "\" of "
                + missing.since()
                + "; usual "
                + words(missing.usual())
                + ", 95% within "
                + words(missing.most())
                + ", in "
                + missing.had()
                + " of "
                + missing.of()
                + " others";
    }

    private static String words(Duration duration) {
        long millis = duration.toMillis();
        return millis < 1_000
                ? millis + " ms"
                : millis < 120_000
                        ? String.format(Locale.ROOT, "%.1f s", millis / 1_000.0)
                        : millis / 60_000 + " min";
    }
}

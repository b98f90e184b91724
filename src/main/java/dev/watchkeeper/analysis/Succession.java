package dev.watchkeeper.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What usually follows what, learned from the courses of other requests or jobs; and what is
/// missing, or late, in one of them.
///
/// A kind of step follows another when it came after it in at least four of five courses, of which
/// there must be five. It is late, or missing, after three times as long as nineteen in twenty of
/// them took, and a second at least.
public final class Succession {

    private static final int FEWEST = 5;
    private static final double OFTEN = 0.8;
    private static final int PATIENCE = 3;
    private static final Duration LEAST = Duration.ofSeconds(1);

    private Succession() {}

    /// One step of a course.
    ///
    /// @param kind what happened, the same for all courses
    public record Step(Instant time, String kind) {}

    /// Something that usually comes and did not, or came late.
    ///
    /// @param after the kind of step that it follows
    /// @param since when that step was
    /// @param kind what is missing
    /// @param usual how long it takes in half of the others
    /// @param most how long it takes in nineteen of twenty others
    /// @param had how many of the others had it
    /// @param of how many others there are
    /// @param waited how long it took, or has not come
    /// @param came when it came after all, or null
    public record Missing(
            String after,
            Instant since,
            String kind,
            Duration usual,
            Duration most,
            int had,
            int of,
            Duration waited,
            @Nullable Instant came) {}

    /// What is missing or late in a course, in the order in which it was to come; each kind once,
    /// by the step that it follows most closely.
    ///
    /// @param others courses of the same kind of things, in any order
    /// @param own the course that is asked about
    /// @param until up to when was looked
    public static List<Missing> of(
            Collection<List<Step>> others, Collection<Step> own, Instant until) {
        Map<String, Instant> first = firsts(own);
        List<Map<String, Instant>> courses = others.stream().map(Succession::firsts).toList();
        var best = new HashMap<String, Missing>();
        first.forEach((after, since) -> {
            List<Map<String, Instant>> with =
                    courses.stream().filter(course -> course.containsKey(after)).toList();
            if (with.size() < FEWEST) {
                return;
            }
            Set<String> kinds = new LinkedHashSet<>();
            with.forEach(course -> kinds.addAll(course.keySet()));
            for (String kind : kinds) {
                Missing missing =
                        kind.equals(after) ? null : missing(with, own, after, since, kind, until);
                if (missing != null) {
                    best.merge(
                            kind,
                            missing,
                            (one, other) ->
                                    one.usual().compareTo(other.usual()) <= 0 ? one : other);
                }
            }
        });
        return best.values().stream()
                .sorted(
                        Comparator.comparing(
                                (Missing missing) -> missing.since().plus(missing.usual())))
                .toList();
    }

    private static @Nullable Missing missing(
            List<Map<String, Instant>> with,
            Collection<Step> own,
            String after,
            Instant since,
            String kind,
            Instant until) {
        long[] took =
                with.stream()
                        .filter(course -> follows(course, after, kind))
                        .mapToLong(course -> took(course, after, kind))
                        .sorted()
                        .toArray();
        if (took.length < FEWEST) {
            return null;
        }
        Duration most = Duration.ofMillis(took[(int) Math.ceil(0.95 * took.length) - 1]);
        Duration patience = most.multipliedBy(PATIENCE);
        Duration bound = patience.compareTo(LEAST) < 0 ? LEAST : patience;
        // What began just before the end of what was looked at may have gone on after it.
        int of =
                (int)
                        with.stream()
                                .filter(course ->
                                        follows(course, after, kind)
                                                || begunBefore(
                                                        course.get(after), until.minus(bound)))
                                .count();
        if (took.length < OFTEN * of) {
            return null;
        }
        Instant came =
                own.stream()
                        .filter(step -> step.kind().equals(kind) && !step.time().isBefore(since))
                        .map(Step::time)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        Duration waited = Duration.between(since, came == null ? until : came);
        return waited.compareTo(bound) <= 0
                ? null
                : new Missing(
                        after,
                        since,
                        kind,
                        Duration.ofMillis(took[took.length / 2]),
                        most,
                        took.length,
                        of,
                        waited,
                        came);
    }

    private static boolean begunBefore(@Nullable Instant begun, Instant moment) {
        return begun != null && !begun.isAfter(moment);
    }

    private static boolean follows(Map<String, Instant> course, String after, String kind) {
        Instant begun = course.get(after);
        Instant done = course.get(kind);
        return begun != null && done != null && !done.isBefore(begun);
    }

    private static long took(Map<String, Instant> course, String after, String kind) {
        Instant begun = course.get(after);
        Instant done = course.get(kind);
        return begun == null || done == null ? 0 : Duration.between(begun, done).toMillis();
    }

    private static Map<String, Instant> firsts(Collection<Step> course) {
        var steps = new ArrayList<>(course);
        steps.sort(Comparator.comparing(Step::time));
        var firsts = new LinkedHashMap<String, Instant>();
        steps.forEach(step -> firsts.putIfAbsent(step.kind(), step.time()));
        return firsts;
    }
}

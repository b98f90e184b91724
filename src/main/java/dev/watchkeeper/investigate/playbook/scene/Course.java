package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.model.FindingState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether it still goes on.
///
/// @param ongoing whether something of it is still there
/// @param what what is, a clause each; or when it ended, where it is over
/// @param ended when the last of it was seen, where it is over
/// @param evidence the answers that show it
public record Course(
        boolean ongoing, List<String> what, @Nullable Instant ended, List<String> evidence) {

    private static final Set<String> STATES =
            Set.of("freshness", "workers", "heartbeat", "disk", "lifecycle", "restarts");
    private static final Duration QUIET = Duration.ofMinutes(10);

    static Course of(Scene scene) {
        var what = new ArrayList<String>();
        var evidence = new ArrayList<String>();
        scene.findings().stream()
                .filter(f -> STATES.contains(f.check()) && f.state() != FindingState.RESOLVED)
                .forEach(f -> what.add(f.title()));
        scene.overview().numbers().stream()
                .filter(Figure::concerning)
                .forEach(n -> what.add(n.name() + " is concerning now"));
        if (!what.isEmpty()) {
            evidence.add(scene.overview().evidence());
        }
        Instant last = null;
        for (Kind kind : scene.symptoms()) {
            if (kind.grave() || kind.equals(scene.leading())) {
                if (stillComes(kind, scene.now())) {
                    what.add("\"" + kind.message() + "\" still comes");
                    evidence.add(kind.evidence());
                }
                last = last == null || kind.last().isAfter(last) ? kind.last() : last;
            }
        }
        boolean ongoing = !what.isEmpty();
        if (!ongoing) {
            scene.symptoms().stream().map(Kind::evidence).distinct().forEach(evidence::add);
        }
        return new Course(
                ongoing, what, ongoing ? null : last, evidence.stream().distinct().toList());
    }

    /// Within ten minutes, or within four times its mean distance.
    private static boolean stillComes(Kind kind, Instant now) {
        Duration span = Duration.between(kind.first(), kind.last());
        Duration mean = kind.count() > 1 ? span.dividedBy(kind.count() - 1) : Duration.ZERO;
        Duration limit = mean.multipliedBy(4).compareTo(QUIET) > 0 ? mean.multipliedBy(4) : QUIET;
        return Duration.between(kind.last(), now).compareTo(limit) <= 0;
    }
}

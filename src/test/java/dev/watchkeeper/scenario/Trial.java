package dev.watchkeeper.scenario;

import dev.watchkeeper.cli.PatrolledWorld;
import dev.watchkeeper.cli.PatrolledWorld.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One world, watched as the timer would: before anything happens, when a check should see it, and
/// by a patrol that investigates at its end.
record Trial(Scenario scenario, Flavour flavour, long seed) {

    private static final Duration BEFORE = Duration.ofMinutes(12);

    /// @param score how it was judged
    /// @param findings what the last patrol found
    /// @param text the incident, for study
    record Result(Score score, List<String> findings, String text) {}

    Result run(Path folder) throws IOException, SQLException {
        long start = System.nanoTime();
        World world = World.of(scenario, flavour, seed, folder);
        long made = System.nanoTime();
        Truth truth = world.truth;
        var watch = new PatrolledWorld(folder);
        Instant first =
                (truth.changed() == null ? Instant.ofEpochMilli(world.begin) : truth.changed())
                        .minus(BEFORE);
        world.until(first, watch);
        List<String> early = Scorer.alarms(watch.check(first));
        boolean seen = true;
        Instant onset = truth.onset();
        if (onset != null && onset.plus(truth.within()).isBefore(world.end())) {
            Instant later = onset.plus(truth.within());
            world.until(later, watch);
            seen = !Scorer.alarms(watch.check(later)).isEmpty();
        }
        world.until(world.end(), watch);
        long patrol = System.nanoTime();
        Outcome outcome = watch.patrol(world.end());
        long end = System.nanoTime();
        var incident = outcome.incident();
        if (onset != null && !onset.plus(truth.within()).isBefore(world.end())) {
            seen = !Scorer.alarms(outcome.findings()).isEmpty();
        }
        if (!truth.issue()) {
            early =
                    java.util.stream.Stream.concat(
                                    early.stream(), Scorer.alarms(outcome.findings()).stream())
                            .distinct()
                            .toList();
        }
        List<String> changes = truth.issue() ? watch.changes(world.end()) : List.of();
        var score =
                new Score(
                        scenario.name(),
                        flavour.name(),
                        seed,
                        truth.issue(),
                        early,
                        seen,
                        Scorer.verdict(truth, incident),
                        Scorer.error(truth, incident),
                        Scorer.onset(truth, incident),
                        Scorer.cause(truth, incident),
                        truth.issue() && Scorer.abstained(incident),
                        Scorer.blamed(truth, incident),
                        Scorer.evidence(outcome),
                        truth.issue() ? Scorer.place(truth, changes) : null,
                        outcome.characters() / 4,
                        outcome.calls(),
                        Duration.ofNanos(end - patrol),
                        incident == null ? outcome.text() : incident.cause());
        return new Result(
                score,
                outcome.findings().stream()
                        .map(f ->
                                f.severity()
                                        + " "
                                        + f.state()
                                        + " "
                                        + f.id()
                                        + " "
                                        + f.title()
                                        + " | "
                                        + String.join("; ", f.facts()))
                        .toList(),
                "truth: "
                        + truth
                        + "\nworld "
                        + (made - start) / 1_000_000
                        + " ms, checks "
                        + (patrol - made) / 1_000_000
                        + " ms, patrol "
                        + (end - patrol) / 1_000_000
                        + " ms\nchanges:\n  "
                        + String.join("\n  ", changes)
                        + "\n"
                        + outcome.text());
    }
}

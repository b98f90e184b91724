package dev.watchkeeper.doctor;

import dev.watchkeeper.model.Span;
import dev.watchkeeper.state.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whether the watch goes its rounds.
final class LastRunProbe implements Probe {

    private static final Duration TWO_ROUNDS = Duration.ofMinutes(12);
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(20);
    private static final int LOOKED_AT = 200;

    @Override
    public String name() {
        return "patrol";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        Instant now = installation.now();
        Optional<RunStore.Run> last =
                installation.state() == null
                        ? Optional.empty()
                        : new RunStore(installation.state())
                                .latest(LOOKED_AT).stream()
                                        .filter(run -> run.command().equals("patrol"))
                                        .findFirst();
        String patrol = installation.command("patrol");
        if (last.isEmpty()) {
            return List.of(Observation.warn("patrol", "there was none yet", patrol));
        }
        RunStore.Run run = last.get();
        Duration age = Duration.between(run.asOf(), now);
        if (run.ended() == null && age.compareTo(LONGEST_ROUND) > 0) {
            return List.of(
                    Observation.warn(
                            "patrol",
                            "the last one began " + Span.words(age) + " ago and never ended",
                            "journalctl -u watchkeeper-patrol -n 50"));
        }
        return List.of(
                age.compareTo(TWO_ROUNDS) > 0
                        ? Observation.warn(
                                "patrol",
                                "the last one was "
                                        + Span.words(age)
                                        + " ago; it should be five minutes",
                                "systemctl list-timers 'watchkeeper*'; " + patrol)
                        : Observation.ok(
                                "patrol",
                                "the last one was "
                                        + Amounts.ago(run.asOf(), now)
                                        + (run.outcome() == null ? "" : ": " + run.outcome())));
    }
}

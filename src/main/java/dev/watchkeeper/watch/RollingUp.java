package dev.watchkeeper.watch;

import dev.watchkeeper.catalog.MetricJudgement;
import dev.watchkeeper.catalog.Slo;
import dev.watchkeeper.history.Refresh;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.state.RollUps;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Rolls up metrics before many of them are asked for, unless a collector does so anyway. The first
/// time reads weeks, later times what is new.
final class RollingUp {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private RollingUp() {}

    static void metrics(Workplace workplace, Talk talk) {
        Collection<Slo> slos = workplace.catalog().objectives().slos().values();
        if (workplace.catalog().metrics().isEmpty() && slos.isEmpty()) {
            return;
        }
        Duration longest =
                slos.stream()
                        .map(Slo::window)
                        .filter(window -> window.compareTo(MetricJudgement.LONGEST) > 0)
                        .max(Comparator.naturalOrder())
                        .orElse(MetricJudgement.LONGEST);
        try {
            Optional<StateLock> lock =
                    StateLock.take(workplace.state().folder(), StateLock.COLLECT);
            if (lock.isEmpty()) {
                return;
            }
            try (StateLock _ = lock.get()) {
                Refresh.metrics(
                        workplace.catalog(),
                        new RollUps(workplace.state()),
                        workplace.clock(),
                        longest,
                        Deadline.after(LONGEST),
                        talk::say);
            }
        } catch (IOException | SourceUnavailable e) {
            // they only save time: without them the sources are read
            talk.say("note: metrics are not rolled up: " + e.getMessage());
        }
    }
}

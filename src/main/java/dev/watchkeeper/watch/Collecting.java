package dev.watchkeeper.watch;

import dev.watchkeeper.history.Collector;
import dev.watchkeeper.workplace.HostSamples;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A collector at work beside something else, under the lock that only one may have; or none, when
/// somebody else has it.
public record Collecting(@Nullable Collector collector, @Nullable StateLock lock)
        implements AutoCloseable {

    public static final String ELSEWHERE =
            "Another collector is at work on this state; the samples are left to it.";

    /// Begins to collect in the background, and says so when somebody else does already.
    public static Collecting beside(Workplace workplace, Talk talk) throws IOException {
        Optional<StateLock> lock = StateLock.take(workplace.state().folder(), StateLock.COLLECT);
        if (lock.isEmpty()) {
            talk.say(ELSEWHERE);
            return new Collecting(null, null);
        }
        Collector collector = of(workplace, talk);
        collector.start();
        return new Collecting(collector, lock.get());
    }

    /// A collector, not yet at work. Whoever lets it work must have the lock.
    public static Collector of(Workplace workplace, Talk talk) {
        return new Collector(
                workplace.configuration().collect(),
                workplace.catalog(),
                HostSamples.of(workplace.configuration(), workplace.file()),
                workplace.state(),
                workplace.clock(),
                talk::say);
    }

    @Override
    public void close() throws IOException {
        if (collector != null) {
            collector.close();
        }
        if (lock != null) {
            lock.close();
        }
    }
}

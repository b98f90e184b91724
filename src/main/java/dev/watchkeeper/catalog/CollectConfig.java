package dev.watchkeeper.catalog;

import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What tools.yaml says of the samples that Watchkeeper takes and keeps itself.
@Doc("what is sampled into Watchkeeper's own state, and how long that is kept")
public record CollectConfig(
        @Doc("distance of samples of the host and of SQL metrics") @Default("15s") Duration every,
        @Doc("false to take no samples of the host") @Default("true") boolean host,
        @Doc("folders whose growth is followed; walked at most every ten minutes")
                List<Path> directories,
        @Doc("how long each sample is kept") @Default("24h") Duration raw,
        @Doc("how long minutes are kept") @Default("14d") Duration minutes,
        @Doc("how long hours are kept") @Default("400d") Duration hours) {

    public CollectConfig {
        if (every.toSeconds() < 1) {
            throw new IllegalArgumentException("every must be at least 1s");
        }
        if (raw.compareTo(minutes) > 0 || minutes.compareTo(hours) > 0) {
            throw new IllegalArgumentException(
                    "raw must not be longer than minutes, nor minutes longer than hours");
        }
    }
}

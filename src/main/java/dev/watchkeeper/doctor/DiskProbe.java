package dev.watchkeeper.doctor;

import dev.watchkeeper.source.SourceConfig;
import dev.watchkeeper.source.sqlite.SqliteSource;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Room on the disks of the state and of the sources.
final class DiskProbe implements Probe {

    private static final long LITTLE = 1_000_000_000L;
    private static final long NONE = 50_000_000L;

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        Map<FileStore, String> stores = new LinkedHashMap<>();
        add(installation.stateFolder(), "the state", stores);
        Path folder = Objects.requireNonNull(installation.file().toAbsolutePath().getParent());
        for (Map.Entry<String, SourceConfig> source :
                installation.configuration().sources().entrySet()) {
            if (source.getValue() instanceof SqliteSource.Config config) {
                add(folder.resolve(config.path()), "source " + source.getKey(), stores);
            }
        }
        var seen = new ArrayList<Observation>();
        stores.forEach((store, what) -> seen.add(room(store, what)));
        return seen;
    }

    private static void add(Path place, String what, Map<FileStore, String> stores) {
        Path there = place.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        FileStore store = there == null ? null : store(there);
        if (store != null) {
            stores.merge(store, what, (one, other) -> one + ", " + other);
        }
    }

    private static @Nullable FileStore store(Path place) {
        try {
            return Files.getFileStore(place);
        } catch (IOException e) {
            return null;
        }
    }

    private static Observation room(FileStore store, String of) {
        String what = "disk of " + of;
        try {
            long total = store.getTotalSpace();
            long free = store.getUsableSpace();
            String fact = Amounts.size(free) + " of " + Amounts.size(total) + " free";
            if (free < NONE) {
                return Observation.fail(what, fact, "du -xh --max-depth=2 / | sort -h | tail");
            }
            return free < LITTLE && free * 20 < total
                    ? Observation.warn(what, fact, "du -xh --max-depth=2 / | sort -h | tail")
                    : Observation.ok(what, fact);
        } catch (IOException e) {
            return Observation.cannotTell(what, "its space cannot be read", "df -h");
        }
    }
}

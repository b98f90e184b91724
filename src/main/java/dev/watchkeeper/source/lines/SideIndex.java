package dev.watchkeeper.source.lines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Remembers what packed files hold, in a file of our own state, so that those outside a time range
/// are not unpacked again. Losing it costs time only: it is rebuilt when it cannot be read, and
/// kept in memory when it cannot be written.
final class SideIndex {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path place;
    private @Nullable Map<String, GzipFacts> facts;

    /// `place` is the file, made on first use.
    SideIndex(Path place) {
        this.place = place;
    }

    synchronized @Nullable GzipFacts get(FoundFile file) {
        return loaded().get(file.version());
    }

    /// Remembers `fresh`, and forgets files that are no longer among `files`.
    synchronized void put(GzipFacts fresh, List<LogFile> files) {
        var kept = loaded();
        var present = files.stream().map(file -> file.file().version()).toList();
        kept.keySet().retainAll(present);
        kept.put(fresh.version(), fresh);
        try {
            Path folder = place.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "index", ".tmp");
            Files.write(draft, JSON.writeValueAsBytes(new ArrayList<>(kept.values())));
            Files.move(
                    draft,
                    place,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Without it the next start unpacks these files once more.
        }
    }

    private Map<String, GzipFacts> loaded() {
        if (facts == null) {
            var read = new HashMap<String, GzipFacts>();
            try {
                if (Files.isRegularFile(place)) {
                    JSON.readValue(
                                    Files.readAllBytes(place),
                                    new TypeReference<List<GzipFacts>>() {})
                            .forEach(one -> read.put(one.version(), one));
                }
            } catch (IOException | JacksonException unreadable) {
                read.clear();
            }
            facts = read;
        }
        return facts;
    }
}

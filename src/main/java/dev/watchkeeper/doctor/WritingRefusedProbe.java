package dev.watchkeeper.doctor;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.source.SourceConfig;
import dev.watchkeeper.source.sqlite.SqliteSource;
import dev.watchkeeper.source.sqlite.wall.Database;
import dev.watchkeeper.source.sqlite.wall.Declared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Tries to have something written through each wall, and says who refused. Nothing is run: a
/// statement that were let through would only have been prepared.
final class WritingRefusedProbe implements Probe {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String WRITES = "DELETE FROM sqlite_schema";

    @Override
    public String name() {
        return "writing";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        Path folder = Objects.requireNonNull(installation.file().toAbsolutePath().getParent());
        var seen = new ArrayList<Observation>();
        for (Map.Entry<String, SourceConfig> source :
                installation.configuration().sources().entrySet()) {
            if (source.getValue() instanceof SqliteSource.Config config) {
                seen.add(attempt(installation, source.getKey(), folder.resolve(config.path())));
            }
        }
        return seen;
    }

    private static Observation attempt(Installation installation, String name, Path file) {
        String what = "source " + name;
        if (!textRefuses(installation, name)) {
            return Observation.fail(
                    what,
                    "a statement that writes passed",
                    "stop here, and report this as a fault of Watchkeeper");
        }
        try (var database = new Database(name, file, PATIENCE, Declared.BY_STATEMENT)) {
            database.ask(
                    Deadline.after(PATIENCE),
                    Declared.BY_STATEMENT,
                    connection -> {
                        connection.prepare(WRITES).close();
                        return true;
                    });
        } catch (SourceUnavailable refused) {
            if (!refused.text().contains("refused")) {
                return Observation.cannotTell(
                        what, "could not be opened to try: " + refused.text(), null);
            }
            boolean writable = Files.isWritable(file);
            return Observation.ok(
                    what,
                    "a statement that writes is refused by its text and by its program; opened read-only"
                            + (writable
                                    ? " (this user could write the file, Watchkeeper will not)"
                                    : ", and this user may not write the file"));
        }
        return Observation.fail(
                what,
                "a statement that writes was prepared",
                "stop here, and report this as a fault of Watchkeeper");
    }

    private static boolean textRefuses(Installation installation, String name) {
        var source = installation.sources().get(name);
        var sql = source == null ? null : source.sql().orElse(null);
        if (sql == null) {
            return true;
        }
        try {
            return sql.check(WRITES).text().isEmpty();
        } catch (BadRequest refused) {
            return true;
        }
    }
}

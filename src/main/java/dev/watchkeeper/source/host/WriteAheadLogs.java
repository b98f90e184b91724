package dev.watchkeeper.source.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The sizes of the SQLite databases that are read, by the names of their sources.
record WriteAheadLogs(Map<String, Path> databases) {

    List<Wal> read(Map<String, String> unknown) {
        var found = new ArrayList<Wal>();
        databases.forEach((name, file) -> {
            try {
                found.add(new Wal(name, file.toString(), Files.size(file), log(file)));
            } catch (IOException e) {
                unknown.put("database " + name, file + " is not there, or may not be read");
            }
        });
        return found;
    }

    private static long log(Path database) throws IOException {
        Path log = database.resolveSibling(database.getFileName() + "-wal");
        return Files.exists(log) ? Files.size(log) : 0;
    }
}

package dev.watchkeeper.doctor;

import dev.watchkeeper.source.SourceConfig;
import dev.watchkeeper.source.sqlite.SqliteSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The SQLite files: whether this user may read them while their application runs and when it is
/// stopped, which with a write-ahead log are two things.
final class SourceFilesProbe implements Probe {

    private static final int READ_VERSION = 19;
    private static final int WITH_LOG = 2;

    @Override
    public String name() {
        return "databases";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        Path folder = Objects.requireNonNull(installation.file().toAbsolutePath().getParent());
        var seen = new ArrayList<Observation>();
        for (Map.Entry<String, SourceConfig> source :
                installation.configuration().sources().entrySet()) {
            if (source.getValue() instanceof SqliteSource.Config config) {
                seen.add(database("source " + source.getKey(), folder.resolve(config.path())));
            }
        }
        return seen;
    }

    private static Observation database(String what, Path file) {
        if (!Files.exists(file)) {
            return Files.notExists(file)
                    ? Observation.fail(
                            what,
                            "there is no file " + file,
                            "correct path in tools.yaml, or start the application that makes it")
                    : Observation.fail(
                            what,
                            "this user may not enter the folder of " + file,
                            folderRemedy(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(READ_VERSION + 1);
            boolean logged = head.length > READ_VERSION && head[READ_VERSION] == WITH_LOG;
            return logged
                    ? withLog(what, file)
                    : Observation.ok(what, "readable; its journal needs no further file");
        } catch (NoSuchFileException e) {
            return Observation.fail(what, "there is no file " + file, "start its application");
        } catch (IOException e) {
            return Observation.fail(
                    what,
                    "this user may not read " + file,
                    "sudo setfacl -m u:" + user() + ":r " + Quoted.word(file));
        }
    }

    private static Observation withLog(String what, Path file) throws IOException {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        Path index = file.resolveSibling(file.getFileName() + "-shm");
        boolean running = Files.exists(log) && Files.size(log) > 0;
        for (Path part : List.of(log, index)) {
            if (Files.exists(part) && !Files.isReadable(part)) {
                return Observation.fail(
                        what,
                        "has a write-ahead log, and this user may not read "
                                + part
                                + ": the newest rows would be missing",
                        folderRemedy(file));
            }
        }
        if (running && Files.notExists(index)) {
            return Files.isWritable(file.toAbsolutePath().getParent())
                    ? Observation.warn(
                            what,
                            "its application was killed and left a write-ahead log without an index",
                            "start the application once")
                    : Observation.fail(
                            what,
                            "its application was killed and left a write-ahead log without an index, which this user"
                                    + " may not make",
                            "start the application once");
        }
        return Observation.ok(
                what,
                Files.exists(log)
                        ? "readable, with its write-ahead log and the log's index"
                        : "readable; its application is stopped, so the file is whole by itself");
    }

    private static String folderRemedy(Path file) {
        String folder = Quoted.word(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        return "sudo setfacl -R -m u:"
                + user()
                + ":rX "
                + folder
                + " && sudo setfacl -m d:u:"
                + user()
                + ":rX "
                + folder;
    }

    private static String user() {
        return ProcessHandle.current().info().user().orElse("USER");
    }
}

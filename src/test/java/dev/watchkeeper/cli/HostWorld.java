package dev.watchkeeper.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The root folder of a host with one service in it, as `init` finds it.
record HostWorld(Path root) {

    static final Instant NOW = Instant.parse("2026-03-11T12:15:00Z");

    static HostWorld in(Path folder) throws IOException {
        return new HostWorld(Files.createDirectories(folder.resolve("root")).toRealPath());
    }

    Path at(String path) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        return file;
    }

    HostWorld text(String path, String text) throws IOException {
        return bytes(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /// A file that was changed a minute ago.
    HostWorld bytes(String path, byte[] bytes) throws IOException {
        Path file = Files.write(at(path), bytes);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(60)));
        return this;
    }

    HostWorld changed(String path, Instant at) throws IOException {
        Files.setLastModifiedTime(at(path), FileTime.from(at));
        return this;
    }

    HostWorld service(String name, String... lines) throws IOException {
        return text(
                "/etc/systemd/system/" + name,
                "[Unit]\nDescription=A service\n[Service]\n"
                        + String.join("\n", lines)
                        + "\n[Install]\nWantedBy=multi-user.target\n");
    }

    /// Entries every five minutes for some days, the last one a minute ago.
    HostWorld jsonLog(String path, Duration length) throws IOException {
        var lines = new ArrayList<String>();
        for (Instant at = NOW.minusSeconds(60);
                at.isAfter(NOW.minus(length));
                at = at.minusSeconds(300)) {
            lines.addFirst(
                    "{\"time\":\""
                            + at
                            + "\",\"level\":\"INFO\",\"message\":\"served\",\"request_id\":\"r"
                            + at.getEpochSecond()
                            + "\"}");
        }
        return text(path, String.join("\n", lines) + "\n");
    }

    /// A database, with its file changed a minute ago.
    HostWorld database(String path, String... statements) throws IOException, SQLException {
        Path file = at(path);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return changed(path, NOW.minusSeconds(60));
    }

    /// What lies there, with sizes and times of change, to compare with later.
    List<String> contents() throws IOException {
        try (var files = Files.walk(root)) {
            return files.sorted()
                    .map(file -> {
                        try {
                            var seen =
                                    Files.readAttributes(
                                            file,
                                            "size,lastModifiedTime,isRegularFile",
                                            java.nio.file.LinkOption.NOFOLLOW_LINKS);
                            return file + " " + seen;
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }
}

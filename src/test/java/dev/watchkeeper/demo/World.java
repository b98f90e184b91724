package dev.watchkeeper.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A world that was written, and ways to look at it that share nothing with how it was made.
record World(Path folder, DemoTruth truth) {

    static final Instant NOW = Instant.parse("2026-11-22T01:30:00Z");

    private static final JsonMapper JSON = new JsonMapper();

    static World of(Path folder, String fault) {
        return of(folder, NOW, 7, fault);
    }

    static World of(Path folder, Instant now, long seed, String fault) {
        return new World(folder, DemoWorld.write(folder, now, seed, fault, (_, _) -> {}));
    }

    /// Every file of it with the hash of its bytes.
    Map<String, String> hashes() throws IOException, NoSuchAlgorithmException {
        var hashes = new TreeMap<String, String>();
        for (Path file : files()) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            hashes.put(folder.relativize(file).toString(), HexFormat.of().formatHex(hash));
        }
        return hashes;
    }

    List<Path> files() throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /// Every log line, with the stem of its file.
    void lines(BiConsumer<String, JsonNode> each) throws IOException {
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (!name.contains(".jsonl")) {
                continue;
            }
            try (InputStream raw = Files.newInputStream(file);
                    InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                    var reader =
                            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                reader.lines()
                        .forEach(line ->
                                each.accept(
                                        name.substring(0, name.indexOf('.')), JSON.readTree(line)));
            }
        }
    }

    /// The rows of a query, their values as text joined by a bar.
    List<String> query(String sql) throws SQLException {
        var rows = new ArrayList<String>();
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("metrics.db"));
                var result = connection.createStatement().executeQuery(sql)) {
            while (result.next()) {
                var values = new ArrayList<String>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }

    static Instant time(JsonNode line) {
        return Instant.parse(
                line.at("/record/time/repr").asString().replace(' ', 'T').replace("+00:00", "Z"));
    }

    static String message(JsonNode line) {
        return line.at("/record/message").asString();
    }
}

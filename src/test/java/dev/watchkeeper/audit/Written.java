package dev.watchkeeper.audit;

import dev.watchkeeper.tool.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An audit in a folder, written by calls of `phone`, and a clock that is set by hand.
final class Written {

    static final Instant BEGIN = Instant.parse("2026-03-11T12:00:00Z");

    final Path folder;
    final AuditSettings settings;
    private Instant now = BEGIN;

    Written(Path parent) {
        this(parent, AuditSettings.USUAL);
    }

    Written(Path parent, AuditSettings settings) {
        this.folder = parent.resolve("audit");
        this.settings = settings;
    }

    InstantSource clock() {
        return () -> now;
    }

    Written at(Instant time) {
        now = time;
        return this;
    }

    AuditLog open() {
        return new AuditLog(folder, settings, clock());
    }

    /// Appends so many calls, from a log of its own.
    Written calls(int count) {
        try (AuditLog log = open()) {
            for (int i = 1; i <= count; i++) {
                log.append(call("query_logs", Map.of("limit", i)));
            }
        }
        return this;
    }

    static AuditEvent call(String tool, Map<String, Object> arguments) {
        return new AuditEvent.Called(
                new Session("http-1", "phone", "10.0.0.5"),
                tool,
                arguments,
                AuditEvent.Called.ANSWERED,
                12,
                3_412,
                Duration.ofMillis(41),
                "E6-yt90c6kq");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Path onlyFile() {
        return file("audit-2026-03-11-0000.jsonl");
    }

    List<String> lines(Path file) throws IOException {
        return new ArrayList<>(Files.readAllLines(file));
    }

    void rewrite(Path file, List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    Verification verify() {
        return Verification.of(folder, Optional.empty());
    }

    Verification verify(Anchor anchor) {
        return Verification.of(folder, Optional.of(anchor));
    }

    Anchor newest() {
        Anchor newest = verify().newest();
        if (newest == null) {
            throw new IllegalStateException("nothing is written yet");
        }
        return newest;
    }

    List<AuditRecord> records() {
        var records = new ArrayList<AuditRecord>();
        new AuditReader(folder).read(null, records::add);
        return records;
    }

    List<String> names() throws IOException {
        return new AuditFiles(folder).names();
    }
}

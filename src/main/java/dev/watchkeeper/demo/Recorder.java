package dev.watchkeeper.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes what the service says into its files: between the start of the world and now, and only
/// while the process that says it lives.
final class Recorder implements AutoCloseable {

    private final Path logs;
    private final Micros start;
    private final Micros now;
    private final EventTable events;
    private final JobTable jobs;
    private final Host host;
    private final Map<String, LogFile> files = new LinkedHashMap<>();

    Recorder(Path logs, Path database, Micros start, Micros now, Host host) throws SQLException {
        this.logs = logs;
        this.start = start;
        this.now = now;
        this.events = new EventTable(database);
        this.jobs = new JobTable(events.connection());
        this.host = host;
    }

    void write(LogLine line) throws IOException {
        if (belongs(line.at(), line.component())) {
            files.computeIfAbsent(line.component().log(), stem -> new LogFile(logs, stem, now))
                    .write(line);
            host.logged(line.at());
        }
    }

    void write(MetricsEvent event) throws SQLException {
        if (belongs(event.at(), event.component())) {
            events.write(event);
            host.happened(event);
        }
    }

    void write(JobRow row) throws SQLException {
        jobs.write(row);
    }

    private boolean belongs(Micros at, Component component) {
        return !at.isBefore(start) && at.isBefore(now) && component.lives(at);
    }

    @Override
    public void close() throws IOException, SQLException {
        try (events;
                jobs) {
            for (LogFile file : files.values()) {
                file.close();
            }
            host.until(now);
        }
    }
}

package dev.watchkeeper.init;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// PostgreSQL by its configuration, data and sockets, in the places of Debian and of its own.
final class PostgresServers implements Probe {

    @Override
    public String what() {
        return "PostgreSQL";
    }

    @Override
    public void look(HostView host, Survey survey) {
        var seen = new ArrayList<String>();
        for (Path version : host.folders(host.at("/etc/postgresql"))) {
            for (Path cluster : host.folders(version)) {
                seen.add("configured in " + cluster);
            }
        }
        for (Path version : host.folders(host.at("/var/lib/postgresql"))) {
            for (Path cluster : host.folders(version)) {
                seen.add("its data is in " + cluster);
            }
        }
        for (Path socket : host.list(host.at("/run/postgresql"))) {
            if (String.valueOf(socket.getFileName()).matches("\\.s\\.PGSQL\\.\\d+")) {
                seen.add("it runs: there is a socket " + socket);
            }
        }
        if (seen.isEmpty()) {
            return;
        }
        seen.add(
                "Watchkeeper reads no PostgreSQL database yet. What it writes to its log can be read, and numbers"
                        + " can come from the application's own log or events.");
        boolean log = Files.isDirectory(host.at("/var/log/postgresql"));
        survey.sighting(
                new Sighting(
                        "PostgreSQL",
                        seen,
                        log
                                ? List.of(
                                        "sources:",
                                        "  postgres-log: {type: text, path: "
                                                + YamlText.scalar(
                                                        host.at("/var/log/postgresql")
                                                                + "/postgresql-*.log")
                                                + ", format: postgres}",
                                        "logs:",
                                        "  postgres: {source: postgres-log}")
                                : List.of()));
    }
}

package dev.watchkeeper.init;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Redis and its relatives, by their configuration, data and sockets.
final class RedisServers implements Probe {

    @Override
    public String what() {
        return "Redis";
    }

    @Override
    public void look(HostView host, Survey survey) {
        var seen = new ArrayList<String>();
        for (String name : List.of("redis", "valkey", "keydb")) {
            for (Path file : host.list(host.at("/etc/" + name))) {
                if (file.toString().endsWith(".conf")) {
                    seen.add("configured in " + file);
                }
            }
            if (Files.isRegularFile(host.at("/etc/" + name + ".conf"))) {
                seen.add("configured in " + host.at("/etc/" + name + ".conf"));
            }
            if (Files.isDirectory(host.at("/var/lib/" + name))) {
                seen.add("its data is in " + host.at("/var/lib/" + name));
            }
            for (Path socket : host.list(host.at("/run/" + name))) {
                if (socket.toString().endsWith(".sock")) {
                    seen.add("it runs: there is a socket " + socket);
                }
            }
        }
        if (seen.isEmpty()) {
            return;
        }
        seen.add(
                "Watchkeeper asks no Redis yet: the depth of a queue kept there has to come from an event that the"
                        + " application writes.");
        Path log = host.at("/var/log/redis/redis-server.log");
        survey.sighting(
                new Sighting(
                        "Redis",
                        seen,
                        Files.exists(log)
                                ? List.of(
                                        "sources:",
                                        "  redis-log: {type: text, path: "
                                                + YamlText.scalar(log.toString())
                                                + ", format: redis}",
                                        "logs:",
                                        "  redis: {source: redis-log}")
                                : List.of()));
    }
}

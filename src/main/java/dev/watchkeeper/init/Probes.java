package dev.watchkeeper.init;

import java.util.List;

/// The probes of `init`, in the order in which they look: a new one is one line here.
final class Probes {

    private Probes() {}

    static List<Probe> all() {
        return List.of(
                new ServiceUnits(),
                new ListeningSockets(),
                new PostgresServers(),
                new RedisServers(),
                new DockerVolumes(),
                new UsualFolders(),
                new SystemLogs());
    }
}

package dev.watchkeeper.workplace;

import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.source.SourceConfig;
import dev.watchkeeper.source.host.HostProbe;
import dev.watchkeeper.source.host.HostSampler;
import dev.watchkeeper.source.host.LiveHost;
import dev.watchkeeper.source.sqlite.SqliteSource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The machine that we run on, as far as tools.yaml has a say in it.
///
/// @param folders whose size is followed
/// @param databases the SQLite files that are read, by the name of their source
public record ThisHost(List<Path> folders, Map<String, Path> databases) {

    /// The machine, as this tools.yaml has it.
    ///
    /// @param file the tools.yaml, to which relative paths are relative
    public static ThisHost of(Configuration configuration, Path file) {
        Path near = file.toAbsolutePath().resolveSibling("");
        var databases = new LinkedHashMap<String, Path>();
        for (Map.Entry<String, SourceConfig> source : configuration.sources().entrySet()) {
            if (source.getValue() instanceof SqliteSource.Config database) {
                databases.put(source.getKey(), near.resolve(database.path()));
            }
        }
        return new ThisHost(
                configuration.collect().directories().stream().map(near::resolve).toList(),
                databases);
    }

    public HostProbe probe() {
        return new LiveHost(folders, databases);
    }

    HostSampler sampler() {
        return HostSampler.ofThisMachine(databases);
    }
}

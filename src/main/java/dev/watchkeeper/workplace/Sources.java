package dev.watchkeeper.workplace;

import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.source.Source;
import dev.watchkeeper.source.SourceContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Opens the sources that tools.yaml declares. Opening touches no data.
final class Sources {

    private Sources() {}

    /// @param indexes where sources keep their side indexes
    /// @param folder what relative paths are relative to
    static Map<String, Source> open(
            Configuration configuration, InstantSource clock, Path indexes, Path folder) {
        var sources = new LinkedHashMap<String, Source>();
        configuration
                .sources()
                .forEach((name, config) ->
                        sources.put(
                                name,
                                config.open(
                                        new SourceContext(
                                                name,
                                                configuration.timezone(),
                                                clock,
                                                folder,
                                                indexes.resolve(name)))));
        return sources;
    }
}

package dev.watchkeeper.config;

import dev.watchkeeper.notify.NotifierConfig;
import dev.watchkeeper.source.Source;
import dev.watchkeeper.source.SourceConfig;
import dev.watchkeeper.source.SourceContext;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// Types of sources and notifiers that exist in these tests alone.
final class TestVocabulary {

    private TestVocabulary() {}

    record FileConfig(Path path) implements SourceConfig {
        @Override
        public Source open(SourceContext context) {
            throw new UnsupportedOperationException();
        }
    }

    record TableConfig(Path path, String table) implements SourceConfig {
        @Override
        public Source open(SourceContext context) {
            throw new UnsupportedOperationException();
        }
    }

    record RingConfig(URI url) implements NotifierConfig {}

    static Vocabulary vocabulary() {
        var sources = new LinkedHashMap<String, Class<? extends SourceConfig>>();
        sources.put("file", FileConfig.class);
        sources.put("table", TableConfig.class);
        return new Vocabulary(
                sources,
                Map.of("ring", RingConfig.class),
                new LinkedHashSet<>(List.of("get_overview", "query_logs", "query_events")),
                new LinkedHashSet<>(List.of("errors", "freshness")));
    }
}

package dev.watchkeeper.config;

import dev.watchkeeper.source.Source;
import dev.watchkeeper.source.SourceConfig;
import dev.watchkeeper.source.SourceContext;
import dev.watchkeeper.source.sqlite.SqliteSource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/// Types of sources that exist in these tests alone, beside the notifiers that there are.
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

    static Vocabulary vocabulary() {
        var sources = new LinkedHashMap<String, Class<? extends SourceConfig>>();
        sources.put("file", FileConfig.class);
        sources.put("table", TableConfig.class);
        sources.put("sqlite", SqliteSource.Config.class);
        return new Vocabulary(
                sources,
                NotifierTypes.all(),
                new LinkedHashSet<>(
                        List.of("get_overview", "query_logs", "query_events", "write_incident")),
                new LinkedHashSet<>(List.of("errors", "freshness")));
    }
}

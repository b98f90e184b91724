package dev.watchkeeper.config;

import dev.watchkeeper.source.SourceConfig;
import dev.watchkeeper.source.changes.HostChanges;
import dev.watchkeeper.source.git.GitSource;
import dev.watchkeeper.source.jsonl.JsonlSource;
import dev.watchkeeper.source.sqlite.SqliteSource;
import dev.watchkeeper.source.text.TextSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// The types of sources: a new one is one line here.
public final class SourceTypes {

    private SourceTypes() {}

    /// The record of each type, in the order in which they are shown.
    public static Map<String, Class<? extends SourceConfig>> all() {
        var types = new LinkedHashMap<String, Class<? extends SourceConfig>>();
        types.put("sqlite", SqliteSource.Config.class);
        types.put("jsonl", JsonlSource.Config.class);
        types.put("text", TextSource.Config.class);
        types.put("git", GitSource.Config.class);
        types.put("host", HostChanges.Config.class);
        return types;
    }
}

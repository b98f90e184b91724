package dev.watchkeeper.config;

import dev.watchkeeper.source.SourceConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/// The types of sources: a new one is one line here.
public final class SourceTypes {

    private SourceTypes() {}

    /// The record of each type, in the order in which they are shown.
    public static Map<String, Class<? extends SourceConfig>> all() {
        return new LinkedHashMap<>();
    }
}

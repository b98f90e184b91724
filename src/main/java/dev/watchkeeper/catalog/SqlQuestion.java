package dev.watchkeeper.catalog;

import dev.watchkeeper.source.SqlSource;

/// A question of the operator's own over a source that speaks SQL.
///
/// @param name its name under `tools`, which is that of the tool
public record SqlQuestion(String name, SqlToolConfig config, SqlSource source) {}

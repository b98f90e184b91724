package dev.watchkeeper.source;

import dev.watchkeeper.model.LevelCount;
import java.util.List;

/// Log entries counted by level and stretch of time.
///
/// @param counts in the order of time; none where there was no entry. The logger is empty where
///   loggers were not told apart
/// @param report what was looked at for it
public record LevelCounts(List<LevelCount> counts, ReadReport report) {}

package dev.watchkeeper.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How many log entries of one level and logger there were in a stretch of time.
///
/// @param start the beginning of the stretch; its length is known to whoever holds the counts
/// @param level null for entries without a level
/// @param logger what logged them, or empty
public record LevelCount(Instant start, @Nullable Level level, String logger, long entries) {}

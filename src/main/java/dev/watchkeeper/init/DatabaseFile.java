package dev.watchkeeper.init;

import java.nio.file.Path;
import java.time.Instant;

/// A SQLite file.
///
/// @param bytes of the file and its write-ahead log
/// @param changed when either was, last
record DatabaseFile(Path path, long bytes, Instant changed) {}

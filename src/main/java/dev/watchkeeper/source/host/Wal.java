package dev.watchkeeper.source.host;

/// The write-ahead log of a SQLite database: large when readers keep it from being copied back, or
/// when nobody does that.
///
/// @param name of the source that reads the database
/// @param databaseBytes of the database itself
/// @param walBytes 0 when there is none, as without WAL mode or when it was copied back at the end
public record Wal(String name, String file, long databaseBytes, long walBytes) {}

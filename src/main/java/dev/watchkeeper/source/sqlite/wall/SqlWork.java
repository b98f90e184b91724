package dev.watchkeeper.source.sqlite.wall;

import java.sql.SQLException;

/// What is done with a connection while it is borrowed, in one read transaction. It may be done a
/// second time, on another connection, when the first turns out to be of no use; every statement is
/// closed before it ends.
@FunctionalInterface
public interface SqlWork<T> {
    T run(ReadConnection connection) throws SQLException;
}

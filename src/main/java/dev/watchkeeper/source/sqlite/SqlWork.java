package dev.watchkeeper.source.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/// What is done with a connection while it is borrowed. It may be done a second time, on another
/// connection, when the first turns out to be of no use; every result set is closed before it ends.
@FunctionalInterface
interface SqlWork<T> {
    T run(Connection connection) throws SQLException;
}

package dev.watchkeeper.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// How a service keeps what it says: files and tables, which grow as it goes on.
interface Storage {

    /// How event types and fields are spelled here.
    Words.Style style();

    /// Adds rows, in the order of time.
    void write(Path folder, List<Row> rows) throws IOException, SQLException;

    /// What its operator would have written for Watchkeeper; tells nothing of what is wrong.
    ///
    /// @param careful whether the operator declares more than has to be: what is a change, and what
    ///   is promised
    String toolsYaml(Words words, Knobs knobs, boolean careful);
}

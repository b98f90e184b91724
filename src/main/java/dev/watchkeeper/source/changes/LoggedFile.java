package dev.watchkeeper.source.changes;

import java.util.List;

/// A file whose lines tell of changes.
///
/// @param path of which the rotated predecessors are read too
/// @param line what its lines look like
record LoggedFile(String path, LineMeaning line) {

    /// The paths of some, in words.
    static String paths(List<LoggedFile> files) {
        return String.join(", ", files.stream().map(LoggedFile::path).toList());
    }
}

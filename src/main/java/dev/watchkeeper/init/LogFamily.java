package dev.watchkeeper.init;

import java.nio.file.Path;
import java.time.Instant;

/// The files of one log: the current one and its rotated predecessors.
///
/// @param name what it might be called
/// @param path the current one, which need not exist
/// @param newest the one changed last
/// @param files how many there are
/// @param bytes of all of them, as they lie on the disk
/// @param changed when the newest was
/// @param about what is known of it from elsewhere, or empty
record LogFamily(
        String name, Path path, Path newest, int files, long bytes, Instant changed, String about) {

    /// The same by another name.
    LogFamily named(String other) {
        return new LogFamily(other, path, newest, files, bytes, changed, about);
    }
}

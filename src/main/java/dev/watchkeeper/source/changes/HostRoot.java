package dev.watchkeeper.source.changes;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the file system of the machine is.
///
/// @param root absolute
record HostRoot(String root) {

    /// A path of the machine as it is found from here.
    String at(String path) {
        return root.endsWith("/") ? root + path.substring(1) : root + path;
    }

    boolean has(String path) {
        return Files.exists(Path.of(at(path)));
    }
}

package dev.watchkeeper.source.host;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What takes the space below a folder: the lengths of its files, as `du --apparent-size` counts
/// them, each file with several names once, on one file system.
///
/// @param bytes of all that was seen
/// @param entries files, folders and others that were seen
/// @param unreadable folders that we may not read; what is in them is missing
/// @param cut why the walk ended early, as a clause, so that all numbers are "at least"; or null
/// @param largest folders in which a twentieth or more of the bytes lies; what is said of a folder
///   is not said again of one around it, so they add up to no more than all
/// @param children the largest folders directly below, whole, the largest first
public record DirectorySizes(
        String folder,
        long bytes,
        long entries,
        long unreadable,
        @Nullable String cut,
        List<Folder> largest,
        List<Folder> children) {

    public DirectorySizes {
        largest = List.copyOf(largest);
        children = List.copyOf(children);
    }

    /// A folder below.
    ///
    /// @param path the whole path
    /// @param entries how many files and folders the bytes are in
    public record Folder(String path, long bytes, long entries) {}
}

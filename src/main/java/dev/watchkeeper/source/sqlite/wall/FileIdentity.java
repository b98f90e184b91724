package dev.watchkeeper.source.sqlite.wall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/// Which file stands behind a path: a deleted and recreated file has another identity.
///
/// @param device the device number
/// @param inode the number of the file on it
/// @param created when it was made, in nanoseconds since 1970, where the file system knows; inodes
///   are used again
public record FileIdentity(long device, long inode, long created) {

    static FileIdentity of(Path path) throws IOException {
        var numbers = Files.readAttributes(path, "unix:dev,ino");
        var created = Files.readAttributes(path, BasicFileAttributes.class).creationTime();
        return new FileIdentity(
                ((Number) numbers.getOrDefault("dev", 0)).longValue(),
                ((Number) numbers.getOrDefault("ino", 0)).longValue(),
                created.to(TimeUnit.NANOSECONDS));
    }
}

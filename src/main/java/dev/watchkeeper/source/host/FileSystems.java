package dev.watchkeeper.source.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Asks the file systems that can fill for their space.
final class FileSystems {

    /// A host with more of them has something else mounted hundreds of times.
    private static final int MOST = 24;

    private final HostFiles files;
    private final Space.Reader space;

    FileSystems(HostFiles files, Space.Reader space) {
        this.files = files;
        this.space = space;
    }

    /// The fullest first.
    ///
    /// @param unknown gets those that were not asked, and why
    List<FileSystem> read(Map<String, String> unknown) {
        var found = new ArrayList<FileSystem>();
        List<Mount> mounts = Mount.worthWatching(Mount.read(files));
        if (mounts.isEmpty()) {
            unknown.put("file_systems", "/proc/self/mountinfo names none on a device");
        }
        for (Mount mount : mounts) {
            if (mount.onNetwork()) {
                unknown.put(
                        "file_system " + mount.point(),
                        "on the network ("
                                + mount.type()
                                + "): not asked, since it blocks when its server is gone");
            } else if (found.size() >= MOST) {
                unknown.put("file_system " + mount.point(), "only " + MOST + " are read");
            } else {
                add(mount, found, unknown);
            }
        }
        found.sort((a, b) -> Double.compare(b.usedPercent(), a.usedPercent()));
        return found;
    }

    private void add(Mount mount, List<FileSystem> found, Map<String, String> unknown) {
        Path point = files.path(mount.point().substring(1));
        if (!Files.isDirectory(point)) {
            // Containers mount single files, such as /etc/hosts, from the disk of the machine
            // outside.
            return;
        }
        try {
            Space of = space.of(point);
            if (of.total() <= 0) {
                return;
            }
            found.add(
                    new FileSystem(
                            mount.point(),
                            mount.type(),
                            mount.source(),
                            mount.readOnly(),
                            of.total(),
                            of.total() - of.free(),
                            of.available(),
                            of.inodes(),
                            of.inodes() == null || of.freeInodes() == null
                                    ? null
                                    : of.inodes() - of.freeInodes()));
        } catch (IOException e) {
            unknown.put("file_system " + mount.point(), "could not be asked for its space");
        }
    }
}

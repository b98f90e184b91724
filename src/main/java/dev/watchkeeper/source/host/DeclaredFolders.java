package dev.watchkeeper.source.host;

import dev.watchkeeper.model.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The folders whose size is asked for.
final class DeclaredFolders {

    /// About ten seconds of a core where everything is in the page cache.
    static final long MOST_ENTRIES = 1_000_000;

    private final HostFiles files;

    DeclaredFolders(HostFiles files) {
        this.files = files;
    }

    /// Walks each; what cannot be walked stands in `unknown`. The time is shared evenly among those
    /// that are left, so that one huge folder does not take that of the others.
    List<DirectorySizes> walk(List<Path> folders, Deadline deadline, Map<String, String> unknown) {
        Set<Path> network =
                Mount.read(files).stream()
                        .filter(Mount::onNetwork)
                        .map(mount -> Path.of(mount.point()))
                        .collect(Collectors.toSet());
        var walked = new ArrayList<DirectorySizes>();
        for (int i = 0; i < folders.size(); i++) {
            Path folder = folders.get(i);
            if (network.stream().anyMatch(folder.toAbsolutePath()::startsWith)) {
                unknown.put(
                        "directory " + folder,
                        "on the network: not walked, since it blocks when its server is gone");
                continue;
            }
            try {
                walked.add(
                        DirectoryWalk.of(
                                folder,
                                deadline.within(deadline.remaining().dividedBy(folders.size() - i)),
                                MOST_ENTRIES,
                                network));
            } catch (IOException e) {
                unknown.put("directory " + folder, "it is not there, or may not be read");
            }
        }
        return walked;
    }
}

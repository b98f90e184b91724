package dev.watchkeeper.init;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A git checkout, by what its `.git` folder says; git itself is not run.
final class GitCheckout {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40,64}");

    private GitCheckout() {}

    static Optional<Sighting> sighting(HostView host, Path folder) {
        Path git = folder.resolve(".git");
        return host.text(git.resolve("HEAD"))
                .map(String::strip)
                .map(head -> {
                    String branch = head.startsWith("ref: refs/heads/") ? head.substring(16) : null;
                    String commit =
                            branch == null
                                    ? head
                                    : host.text(git.resolve("refs/heads").resolve(branch))
                                            .orElse("")
                                            .strip();
                    boolean known = HASH.matcher(commit).matches();
                    return new Sighting(
                            "A git checkout",
                            List.of(
                                    folder
                                            + (branch == null ? "" : ", branch " + branch)
                                            + (known ? ", commit " + commit.substring(0, 10) : ""),
                                    "Watchkeeper reads no changes from git yet; a log of deploys can be declared as"
                                            + " a log stream."));
                });
    }
}

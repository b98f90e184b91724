package dev.watchkeeper.init;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A git checkout, by what its `.git` folder says; git itself is not run.
///
/// @param branch what is checked out, or null where that is a commit
/// @param commit its id, or null where that is not known
record GitCheckout(Path folder, @Nullable String branch, @Nullable String commit) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40,64}");

    /// The checkout in a folder that has a `.git`.
    static Optional<GitCheckout> in(HostView host, Path folder) {
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
                    return new GitCheckout(
                            folder, branch, HASH.matcher(commit).matches() ? commit : null);
                });
    }

    /// It in words.
    String words() {
        return folder
                + (branch == null ? "" : ", branch " + branch)
                + (commit == null ? "" : ", commit " + commit.substring(0, 10));
    }
}

package dev.watchkeeper.source.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The names of a repository: branches, tags, and what is checked out. Names are never made into
/// paths, but found in what the folders hold.
///
/// @param all full name (`refs/heads/main`) → id of a commit or tag
/// @param branch the full name of what is checked out, or null where that is a commit
/// @param head the id of the commit that is checked out, or null where there is none yet
record Refs(Map<String, String> all, @Nullable String branch, @Nullable String head) {

    private static final int LONGEST_REF = 1_024;
    private static final int LONGEST_PACKED = 64 << 20;
    private static final int MOST_LOOSE = 50_000;
    private static final int DEEPEST = 12;
    private static final String BRANCH = "ref: ";

    static Refs read(GitFolder folder, ObjectStore objects) throws IOException {
        var all = new TreeMap<String, String>();
        folder.text(folder.common().resolve("packed-refs"), LONGEST_PACKED)
                .ifPresent(text -> packed(text, objects, all));
        var links = new LinkedHashMap<String, String>();
        loose(folder, folder.common().resolve("refs"), "refs", objects, all, links, 0);
        // A name that stands for another, such as refs/remotes/origin/HEAD.
        links.forEach((name, target) -> {
            String id = all.get(target);
            if (id != null) {
                all.put(name, id);
            }
        });
        String head = folder.text(folder.own().resolve("HEAD"), LONGEST_REF).orElse("").strip();
        String branch = head.startsWith(BRANCH) ? head.substring(BRANCH.length()).strip() : null;
        String id = branch == null ? (objects.isId(head) ? head : null) : all.get(branch);
        return new Refs(all, branch, id);
    }

    private static void packed(String text, ObjectStore objects, Map<String, String> all) {
        text.lines()
                .forEach(line -> {
                    int space = line.indexOf(' ');
                    if (space > 0 && objects.isId(line.substring(0, space))) {
                        all.put(line.substring(space + 1), line.substring(0, space));
                    }
                });
    }

    private static void loose(
            GitFolder folder,
            Path at,
            String name,
            ObjectStore objects,
            Map<String, String> all,
            Map<String, String> links,
            int depth)
            throws IOException {
        for (Path entry : folder.list(at)) {
            String full = name + "/" + entry.getFileName();
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                if (depth < DEEPEST) {
                    loose(folder, entry, full, objects, all, links, depth + 1);
                }
            } else if (all.size() < MOST_LOOSE) {
                String text = folder.text(entry, LONGEST_REF).orElse("").strip();
                if (objects.isId(text)) {
                    all.put(full, text);
                } else if (text.startsWith(BRANCH)) {
                    links.put(full, text.substring(BRANCH.length()).strip());
                }
            }
        }
    }

    /// What is checked out, in a word for people.
    String checkedOut() {
        String name = branch;
        return name == null ? "HEAD" : name.replaceFirst("^refs/heads/", "");
    }

    /// The id behind a name as people write it: a tag, a branch, a branch of elsewhere.
    Optional<String> named(String name) {
        for (String prefix : new String[] {"refs/tags/", "refs/heads/", "refs/remotes/"}) {
            String id = all.get(prefix + name);
            if (id != null) {
                return Optional.of(id);
            }
        }
        return name.equals("HEAD") ? Optional.ofNullable(head) : Optional.empty();
    }
}

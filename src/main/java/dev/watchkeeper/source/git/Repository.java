package dev.watchkeeper.source.git;

import dev.watchkeeper.model.SourceUnavailable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A repository, opened for one question. For one thread.
final class Repository implements AutoCloseable {

    private static final int LONGEST_CONFIG = 1 << 20;
    private static final int LONGEST_SHALLOW = 16 << 20;
    private static final int MOST_TAGS_OF_TAGS = 8;

    /// An id, or its beginning as `git describe` and most deploy scripts write it.
    private static final Pattern ID_WITHIN =
            Pattern.compile("(?<![0-9a-zA-Z])g?(?<id>[0-9a-f]{7,64})(?![0-9a-zA-Z])");

    private final GitFolder folder;
    private final ObjectStore objects;
    private final Refs refs;
    private final Set<String> shallow = new HashSet<>();
    private final boolean borrows;

    private Repository(GitFolder folder, ObjectStore objects) throws IOException {
        this.folder = folder;
        this.objects = objects;
        this.refs = Refs.read(folder, objects);
        folder.text(folder.common().resolve("shallow"), LONGEST_SHALLOW)
                .ifPresent(text -> text.lines().map(String::strip).forEach(shallow::add));
        this.borrows =
                folder.text(folder.common().resolve("objects/info/alternates"), 1).isPresent();
    }

    /// @param source its name in tools.yaml, for messages
    static Repository open(String source, GitFolder folder) throws IOException {
        String config = folder.text(folder.common().resolve("config"), LONGEST_CONFIG).orElse("");
        if (extension(config, "refstorage").equals("reftable")) {
            throw new SourceUnavailable(
                    source,
                    "the repository keeps its refs as reftable, which is not read; change that"
                            + " with: git refs migrate --ref-format=files");
        }
        var objects =
                new ObjectStore(
                        folder, extension(config, "objectformat").equals("sha256") ? 32 : 20);
        try {
            return new Repository(folder, objects);
        } catch (IOException e) {
            objects.close();
            throw e;
        }
    }

    /// The value of a key in the section `extensions`: how the repository is kept. Nothing else of
    /// its configuration is looked at.
    private static String extension(String config, String key) {
        boolean within = false;
        for (String line : config.lines().toList()) {
            String text = line.strip().toLowerCase(java.util.Locale.ROOT);
            if (text.startsWith("[")) {
                within = text.startsWith("[extensions]");
            } else if (within && text.startsWith(key)) {
                String rest = text.substring(key.length()).strip();
                if (rest.startsWith("=")) {
                    return rest.substring(1).strip();
                }
            }
        }
        return "";
    }

    GitFolder folder() {
        return folder;
    }

    ObjectStore objects() {
        return objects;
    }

    Refs refs() {
        return refs;
    }

    /// True when the commits before this one were left out when the repository was cloned.
    boolean endsAt(String commit) {
        return shallow.contains(commit);
    }

    /// What is missing here, as sentences of our own.
    List<String> remarks() {
        var remarks = new ArrayList<String>();
        if (!shallow.isEmpty()) {
            remarks.add("The clone is shallow: what lies before its oldest commits is not here.");
        }
        if (borrows) {
            remarks.add(
                    "The repository borrows objects of another one (alternates), which lies"
                            + " elsewhere and is not read; git repack -a -d makes it whole.");
        }
        return remarks;
    }

    /// A commit, or empty when it is not here.
    Optional<Commit> commit(String id) throws IOException {
        Optional<RawObject> object = objects.read(id);
        return object.isEmpty() ? Optional.empty() : Optional.of(Commit.parse(id, object.get()));
    }

    /// The commit behind the id of a commit or tag.
    Optional<String> peeled(String id) throws IOException {
        String at = id;
        for (int i = 0; i < MOST_TAGS_OF_TAGS; i++) {
            Optional<RawObject> object = objects.read(at);
            if (object.isEmpty()) {
                return Optional.empty();
            }
            switch (object.get().kind()) {
                case COMMIT -> {
                    return Optional.of(at);
                }
                case TAG -> {
                    at = Tag.parse(object.get()).object();
                    if (!objects.isId(at)) {
                        return Optional.empty();
                    }
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /// The commit that a version names; see [dev.watchkeeper.source.CommitHistory#commit].
    Optional<String> resolved(String version) throws IOException {
        Optional<String> named = refs.named(version.strip());
        if (named.isPresent()) {
            return peeled(named.get());
        }
        var found = new LinkedHashSet<String>();
        Matcher matcher = ID_WITHIN.matcher(version);
        while (matcher.find()) {
            List<String> ids = objects.beginning(matcher.group("id"));
            // Two objects with the same beginning: which is meant, nobody knows.
            if (ids.size() == 1) {
                peeled(ids.getFirst()).ifPresent(found::add);
            }
        }
        if (found.isEmpty()) {
            for (String word : version.split("[^\\w./-]+", -1)) {
                Optional<String> within = refs.named(word);
                if (within.isPresent() && !word.equals("HEAD")) {
                    peeled(within.get()).ifPresent(found::add);
                }
            }
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        objects.close();
    }
}

package dev.watchkeeper.source.git;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.source.ChangeSource;
import dev.watchkeeper.source.EventMapping;
import dev.watchkeeper.source.EventSource;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.Source;
import dev.watchkeeper.source.SourceConfig;
import dev.watchkeeper.source.SourceContext;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A git repository on this host, read from its files. Nothing of it can make anything run: its
/// configuration, hooks and attributes are not followed, no link or pointer leads out of the
/// declared folder, and git itself is not needed.
public final class GitSource implements Source {

    /// The keys of tools.yaml.
    @Doc("A git repository: its commits and tags; read from its files, git is not run")
    public record Config(
            @Doc("the checkout, or a repository without one") String path,
            @Doc(
                            "where the repository itself is, when the checkout's .git leads out of"
                                    + " path (a worktree, a submodule)")
                    @Nullable String gitDir,
            @Doc(
                            "branches whose commits count, such as main or origin/main; what is"
                                    + " checked out and the same branch of each remote if left out")
                    List<String> branches,
            @Doc(
                            "true when the checkout is what runs: each time that another commit was"
                                    + " checked out is a deploy")
                    @Default("false")
                    boolean deploys)
            implements SourceConfig {

        @Override
        public Source open(SourceContext context) {
            return new GitSource(this, context);
        }
    }

    /// A question to a repository.
    interface Question<T> {
        T ask(Repository repository) throws IOException;
    }

    private final Config config;
    private final SourceContext context;

    private GitSource(Config config, SourceContext context) {
        this.config = config;
        this.context = context;
    }

    boolean deploys() {
        return config.deploys();
    }

    /// Opens the repository for one question.
    ///
    /// @throws SourceUnavailable when it cannot be read
    <T> T ask(Question<T> question) {
        try {
            GitFolder folder =
                    GitFolder.find(
                            context.name(),
                            Path.of(context.resolve(config.path())),
                            Optional.ofNullable(config.gitDir())
                                    .map(path -> Path.of(context.resolve(path))));
            try (var repository = Repository.open(context.name(), folder)) {
                return question.ask(repository);
            }
        } catch (BrokenRepository e) {
            throw new SourceUnavailable(
                    context.name(),
                    "the repository of "
                            + config.path()
                            + " cannot be read: "
                            + e.getMessage()
                            + "; look at it with: git fsck",
                    e);
        } catch (TooLarge e) {
            throw new SourceUnavailable(
                    context.name(),
                    "the repository of "
                            + config.path()
                            + " has a commit, tag or folder that is too large to be read",
                    e);
        } catch (AccessDeniedException e) {
            throw new SourceUnavailable(
                    context.name(),
                    "permission denied in the repository of "
                            + config.path()
                            + "; give the user that this runs as the right to read it, for example"
                            + " by its group",
                    e);
        } catch (IOException e) {
            throw new SourceUnavailable(
                    context.name(), "the repository of " + config.path() + " cannot be read", e);
        }
    }

    /// The commits from which on history is looked at.
    ///
    /// @param remarks where missing branches are told
    Set<String> starts(Repository repository, List<String> remarks) throws IOException {
        Refs refs = repository.refs();
        var starts = new LinkedHashSet<String>();
        if (!config.branches().isEmpty()) {
            for (String branch : config.branches()) {
                Optional<String> id = refs.named(branch);
                if (id.isEmpty()) {
                    remarks.add("There is no branch " + branch + " in the repository.");
                } else {
                    repository.peeled(id.get()).ifPresent(starts::add);
                }
            }
            return starts;
        }
        if (refs.head() != null) {
            starts.add(refs.head());
        }
        String branch = refs.checkedOut();
        for (var ref : refs.all().entrySet()) {
            String[] parts = ref.getKey().split("/", 4);
            if (parts.length == 4
                    && parts[1].equals("remotes")
                    && (parts[3].equals(branch) || parts[3].equals("HEAD"))) {
                repository.peeled(ref.getValue()).ifPresent(starts::add);
            }
        }
        return starts;
    }

    @Override
    public Optional<ChangeSource> changes(String stream) {
        return Optional.of(new GitChanges(stream, this));
    }

    @Override
    public LogSource logs(String stream, LogMapping mapping) {
        throw new BadRequest(
                "logs." + stream + ".source: a source of type git has changes alone, no entries");
    }

    @Override
    public EventSource events(String stream, EventMapping mapping) {
        throw new BadRequest(
                "events." + stream + ".source: a source of type git has changes alone, no events");
    }

    /// Nothing is held open between questions.
    @Override
    public void close() {}
}

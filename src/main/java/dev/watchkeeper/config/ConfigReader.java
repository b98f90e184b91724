package dev.watchkeeper.config;

import dev.watchkeeper.model.BadConfig;
import dev.watchkeeper.schema.Problem;
import dev.watchkeeper.schema.Reading;
import dev.watchkeeper.schema.RecordReader;
import dev.watchkeeper.schema.Strictness;
import dev.watchkeeper.schema.Tree;
import dev.watchkeeper.schema.Tree.Entry;
import dev.watchkeeper.schema.YamlReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads tools.yaml.
public final class ConfigReader {

    /// What does not belong into a file that is read by many and kept in a repository.
    private static final String TOKENS = "tokens";

    private final Vocabulary known;
    private final Map<String, String> environment;

    /// `environment` holds the variables that values may name.
    public ConfigReader(Vocabulary known, Map<String, String> environment) {
        this.known = known;
        this.environment = environment;
    }

    /// Reads a file. Relative paths in it are relative to its folder.
    ///
    /// @throws BadConfig with every problem found, each with its line
    public Configuration read(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > 4L * YamlReader.MOST_CHARACTERS) {
                throw new BadConfig(
                        file.toString(), List.of("the file is too large for a tools.yaml"));
            }
            Path folder = file.toAbsolutePath().getParent();
            return read(
                    file.toString(),
                    Files.readString(file),
                    folder == null ? file.toAbsolutePath() : folder);
        } catch (NoSuchFileException e) {
            throw new BadConfig(
                    file.toString(),
                    List.of("there is no such file; `watchkeeper demo` needs none"));
        } catch (CharacterCodingException e) {
            throw new BadConfig(file.toString(), List.of("the file is not UTF-8 text"));
        } catch (IOException e) {
            throw new BadConfig(
                    file.toString(),
                    List.of(
                            Files.isDirectory(file)
                                    ? "this is a folder, not a file"
                                    : "the file cannot be read; look at its owner and mode"));
        }
    }

    /// Reads a text.
    ///
    /// @param name what messages call it
    /// @param folder what relative paths in it are relative to
    /// @throws BadConfig with every problem found, each with its line
    public Configuration read(String name, String text, Path folder) {
        Tree written = YamlReader.read(text).orElseThrow(problems -> failure(name, problems));
        var problems = new ArrayList<Problem>();
        Tree document = withoutTokens(written, problems);
        // A variable that is not set leaves a hole in its place, whose other problems would only
        // repeat that.
        var unset = new ArrayList<Problem>();
        Tree expanded = new Environment(environment, unset).expand(document);
        Reading<Configuration> reading =
                new RecordReader(known.types(folder), Strictness.DOCUMENT)
                        .read(expanded, Configuration.class);
        problems.addAll(reading.problems());
        if (expanded instanceof Tree.MapNode) {
            problems.addAll(CrossChecks.of(expanded, known));
        }
        Set<String> holes = unset.stream().map(Problem::path).collect(Collectors.toSet());
        problems.removeIf(problem -> holes.contains(problem.path()));
        problems.addAll(unset);
        return new Reading<>(reading.value(), problems).orElseThrow(all -> failure(name, all));
    }

    private static Tree withoutTokens(Tree document, List<Problem> problems) {
        if (!(document instanceof Tree.MapNode map)) {
            return document;
        }
        var kept = new ArrayList<Entry>();
        for (Entry entry : map.entries()) {
            if (entry.key().equals(TOKENS)) {
                problems.add(
                        new Problem(
                                entry.line(),
                                entry.key(),
                                "tokens stand in no file; make one with: watchkeeper tokens add"
                                        + " NAME --stream STREAM"));
            } else {
                kept.add(entry);
            }
        }
        return new Tree.MapNode(map.line(), kept);
    }

    private static BadConfig failure(String name, List<Problem> problems) {
        return new BadConfig(name, problems.stream().map(Problem::inFile).toList());
    }
}

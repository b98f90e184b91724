package dev.watchkeeper.runbook;

import dev.watchkeeper.catalog.Fit;
import dev.watchkeeper.catalog.Runbook;
import dev.watchkeeper.catalog.RunbookConfig;
import dev.watchkeeper.schema.Problem;
import dev.watchkeeper.schema.Reading;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The runbooks of an installation: those of tools.yaml, the files of the folder `runbooks` beside
/// it, and the shipped ones. An own one takes the place of a shipped one of the same name, and one
/// of tools.yaml that of a file.
public final class Runbooks {

    /// The folder beside tools.yaml whose files are runbooks.
    public static final String FOLDER = "runbooks";

    private static final String ENDING = ".md";
    private static final int MOST_CHARACTERS = 64 * 1024;
    private static final int MOST_FILES = 200;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,59}");

    private final RunbookFile reader;
    private final Path folder;
    private final List<String> problems;
    private final Map<String, Runbook> read = new LinkedHashMap<>();

    private Runbooks(RunbookFile reader, Path folder, List<String> problems) {
        this.reader = reader;
        this.folder = folder;
        this.problems = problems;
    }

    /// All runbooks by name, own ones first. What is wrong with files is added to the problems,
    /// each with the file and its line.
    ///
    /// @param declared those of tools.yaml by name
    /// @param folder where tools.yaml lies
    /// @param tools which steps may name
    /// @param checks the names of the checks there are
    public static Map<String, Runbook> read(
            Map<String, RunbookConfig> declared,
            Path folder,
            KnownTools tools,
            Set<String> checks,
            List<String> problems) {
        var reader = new RunbookFile(tools, checks);
        var runbooks = new Runbooks(reader, folder, problems);
        declared.forEach(runbooks::declared);
        runbooks.files(declared);
        Shipped.all(reader).forEach(shipped -> runbooks.read.putIfAbsent(shipped.name(), shipped));
        return runbooks.read;
    }

    private void declared(String name, RunbookConfig config) {
        Path file = config.file();
        String text =
                file == null
                        ? Objects.requireNonNull(config.text())
                        : text(folder.resolve(file), "runbooks." + name + ".file: ").orElse(null);
        if (text == null) {
            return;
        }
        Reading<Runbook> reading = reader.read(name, text, false);
        Runbook runbook = reading.value();
        if (runbook == null) {
            tell(
                    file == null ? "runbooks." + name + ".text" : shown(folder.resolve(file)),
                    reading.problems());
            return;
        }
        Fit fits = runbook.fits();
        var checks = Stream.concat(config.checks().stream(), fits.checks().stream()).distinct();
        read.put(
                name,
                new Runbook(
                        name,
                        new Fit(checks.toList(), fits.kinds(), fits.subjects(), fits.symptoms()),
                        runbook.owner(),
                        runbook.summary(),
                        runbook.steps(),
                        runbook.text(),
                        false));
    }

    private void files(Map<String, RunbookConfig> declared) {
        Path place = folder.resolve(FOLDER);
        if (!Files.isDirectory(place)) {
            return;
        }
        var named = new ArrayList<Path>();
        declared.values().stream()
                .map(RunbookConfig::file)
                .filter(Objects::nonNull)
                .forEach(file -> named.add(folder.resolve(file).toAbsolutePath().normalize()));
        for (Path file : sorted(place)) {
            String name = name(file);
            if (named.contains(file.toAbsolutePath().normalize()) || declared.containsKey(name)) {
                continue;
            }
            text(file, "").filter(RunbookFile::hasFront).ifPresent(text -> file(name, file, text));
        }
    }

    private void file(String name, Path file, String text) {
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    shown(file)
                            + ": the name of a runbook must be lower-case letters, digits, - and _,"
                            + " beginning with a letter or digit");
            return;
        }
        Reading<Runbook> reading = reader.read(name, text, false);
        if (reading.value() == null) {
            tell(shown(file), reading.problems());
        } else {
            read.put(name, reading.value());
        }
    }

    private List<Path> sorted(Path place) {
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(place, "*" + ENDING)) {
            for (Path file : all) {
                if (Files.isRegularFile(file)) {
                    files.add(file);
                }
            }
        } catch (IOException e) {
            problems.add(FOLDER + ": cannot list " + place);
        }
        if (files.size() > MOST_FILES) {
            problems.add(FOLDER + ": more than " + MOST_FILES + " files in " + place);
            return List.of();
        }
        files.sort(null);
        return files;
    }

    private Optional<String> text(Path file, String before) {
        try {
            if (Files.size(file) > 4L * MOST_CHARACTERS) {
                problems.add(before + shown(file) + " is too large for a runbook");
                return Optional.empty();
            }
            return Optional.of(Files.readString(file));
        } catch (CharacterCodingException e) {
            problems.add(before + shown(file) + " is not UTF-8 text");
        } catch (IOException e) {
            problems.add(before + "cannot read " + file);
        }
        return Optional.empty();
    }

    private void tell(String where, List<Problem> wrong) {
        wrong.forEach(problem -> problems.add(where + " " + problem.inFile()));
    }

    /// The file as people know it: from the folder of tools.yaml on.
    private String shown(Path file) {
        Path from = folder.toAbsolutePath().normalize();
        Path whole = file.toAbsolutePath().normalize();
        return (whole.startsWith(from) ? from.relativize(whole) : whole).toString();
    }

    /// The name of the runbook in a file: that of the file without its ending.
    public static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }
}

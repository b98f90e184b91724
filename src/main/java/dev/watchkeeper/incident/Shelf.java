package dev.watchkeeper.incident;

import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.SourceUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the incident files. An id is the name of a file that is there, and nothing else: no id
/// leads out of the folder or through a symbolic link.
final class Shelf {

    static final int MOST_OF_HEAD = 64 * 1024;

    private static final int USUAL_HEAD = 4 * 1024;
    private static final int MOST_OF_TEXT = 1024 * 1024;
    private static final Pattern ID =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}-incident-[a-z0-9-]{1,70}");
    private static final Pattern TITLE = Pattern.compile("^# +(.*)$", Pattern.MULTILINE);

    private final Folder folder;

    Shelf(Folder folder) {
        this.folder = folder;
    }

    List<IncidentSummary> list() {
        if (!Files.isDirectory(folder.path(), LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.path(), "*.md")) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                String id = name.substring(0, name.length() - ".md".length());
                if (ID.matcher(id).matches()
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    names.add(id);
                }
            }
        } catch (IOException unreadable) {
            throw unreadable("cannot list " + folder.path(), unreadable);
        }
        names.sort(Comparator.reverseOrder());
        return names.stream().flatMap(id -> summary(id).stream()).toList();
    }

    Optional<IncidentSummary> find(String id) {
        return holds(id) ? summary(id) : Optional.empty();
    }

    void require(String id) {
        if (!holds(id)) {
            throw unknown(id);
        }
    }

    String text(String id) {
        require(id);
        try {
            return new String(folder.read(id + ".md", MOST_OF_TEXT), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw unreadable("cannot read " + id, unreadable);
        }
    }

    boolean holds(String id) {
        return ID.matcher(id).matches()
                && Files.isRegularFile(
                        folder.path().resolve(id + ".md"), LinkOption.NOFOLLOW_LINKS);
    }

    private Optional<IncidentSummary> summary(String id) {
        Path file = folder.path().resolve(id + ".md");
        String text;
        try {
            text = head(id);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw unreadable("cannot read " + id, unreadable);
        }
        FrontMatter head = FrontMatter.read(text);
        Matcher title = TITLE.matcher(text).region(FrontMatter.end(text), text.length());
        return Optional.of(
                new IncidentSummary(
                        id,
                        file,
                        title.find() ? Characters.line(title.group(1)) : "",
                        head.word("severity", Severity.class).orElse(null),
                        head.word("verdict", Verdict.class).orElse(null),
                        head.word("status", Status.class).orElse(Status.OPEN),
                        head.instant("onset").orElse(null),
                        head.instant("detected").orElse(null),
                        head.list("findings"),
                        head.text("cause"),
                        head.word("confidence", Confidence.class).orElse(null),
                        head.problem()));
    }

    /// As much of a file as its front matter and its title take: mostly a small part of it.
    private String head(String id) throws IOException {
        String text = new String(folder.read(id + ".md", USUAL_HEAD), StandardCharsets.UTF_8);
        int end = FrontMatter.end(text);
        Matcher title = TITLE.matcher(text).region(end, text.length());
        return end > 0 && title.find() && title.end() < text.length()
                ? text
                : new String(folder.read(id + ".md", MOST_OF_HEAD), StandardCharsets.UTF_8);
    }

    private static BadRequest unknown(String id) {
        return new BadRequest(
                "there is no incident "
                        + Characters.line(Characters.cut(id, 100).text())
                        + "; `watchkeeper incidents` lists them");
    }

    private static SourceUnavailable unreadable(String what, IOException cause) {
        return new SourceUnavailable("incidents", what + ": " + cause.getMessage(), cause);
    }
}

package dev.watchkeeper.incident;

import dev.watchkeeper.model.BadRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The turns that incidents take after they were written: their condition is measured gone, or is
/// back. Each is a section at the end of the file and a status in its head, in one atomic change;
/// one that is there already is not written again.
public final class IncidentTurns {

    private static final Pattern STATUS_LINE = Pattern.compile("^status:.*$", Pattern.MULTILINE);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// The headings below; no text of others begins a line.
    private static final Pattern TURN =
            Pattern.compile(
                    "^## (Recovered, not fixed|Regressed): ([0-9]{4}-[0-9]{2}-[0-9]{2}"
                            + " [0-2][0-9]:[0-5][0-9]) UTC$",
                    Pattern.MULTILINE);

    private final Folder folder;
    private final Shelf shelf;

    /// Over the folder of the incidents.
    public IncidentTurns(Path folder) {
        this.folder = new Folder(folder, "incidents");
        this.shelf = new Shelf(this.folder);
    }

    /// Its condition is measured gone since `at`: it is resolved, and that is not said to be fixed.
    ///
    /// @param facts sentences of ours without text from a source
    /// @return whether anything was written
    /// @throws BadRequest when there is no incident with this id
    public boolean recovered(String id, Instant at, List<String> facts) {
        return turn(
                id,
                "Recovered, not fixed: " + MINUTE.format(at) + " UTC",
                "The condition is measured gone. Nothing says that its cause is: look for what was"
                        + " changed, or expect it again.",
                facts,
                Status.RESOLVED);
    }

    /// Its condition is back since `at`: it is open again.
    ///
    /// @param facts sentences of ours without text from a source
    /// @return whether anything was written
    /// @throws BadRequest when there is no incident with this id
    public boolean regressed(String id, Instant at, List<String> facts) {
        return turn(
                id,
                "Regressed: " + MINUTE.format(at) + " UTC",
                "The condition is back, so what was done did not last.",
                facts,
                Status.OPEN);
    }

    /// When the condition of an incident was last measured gone; empty when it never was, or came
    /// back since.
    ///
    /// @throws BadRequest when there is no incident with this id
    public Optional<Instant> recovered(String id) {
        Matcher turn = TURN.matcher(shelf.text(id));
        Instant gone = null;
        while (turn.find()) {
            gone = turn.group(1).equals("Regressed") ? null : time(turn.group(2));
        }
        return Optional.ofNullable(gone);
    }

    /// People edit these files: a time that is none is unknown.
    private static @Nullable Instant time(String text) {
        try {
            return MINUTE.parse(text, LocalDateTime::from).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException none) {
            return null;
        }
    }

    private boolean turn(
            String id, String heading, String sentence, List<String> facts, Status status) {
        return folder.locked(() -> {
            shelf.require(id);
            byte[] old = folder.read(id + ".md", Integer.MAX_VALUE);
            // bytes as characters: what people wrote in whatever encoding stays as it is
            String text = new String(old, StandardCharsets.ISO_8859_1);
            if (text.contains("\n## " + heading + "\n")) {
                return false;
            }
            var section = new StringBuilder(text.endsWith("\n") ? "\n" : "\n\n");
            section.append("## ").append(heading).append("\n\n").append(sentence).append('\n');
            if (!facts.isEmpty()) {
                section.append('\n');
                facts.forEach(
                        fact -> section.append("- ").append(Markdown.inline(fact)).append('\n'));
            }
            String added =
                    new String(
                            section.toString().getBytes(StandardCharsets.UTF_8),
                            StandardCharsets.ISO_8859_1);
            String changed = withStatus(text, status) + added;
            folder.replace(id + ".md", old, changed.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        });
    }

    /// A head that people took the status out of stays without one.
    private static String withStatus(String text, Status status) {
        Matcher line = STATUS_LINE.matcher(text).region(0, FrontMatter.end(text));
        return line.find()
                ? text.substring(0, line.start())
                        + "status: "
                        + status.word()
                        + text.substring(line.end())
                : text;
    }
}

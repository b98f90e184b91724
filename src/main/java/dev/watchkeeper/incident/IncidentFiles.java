package dev.watchkeeper.incident;

import dev.watchkeeper.model.BadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The incident files, `yyyy-mm-dd-incident-<slug>.md`, dated by the day of detection in the zone
/// of tools.yaml. Thread-safe, and safe beside other processes on the same folder.
///
/// A new incident is linked into place, so it never replaces a file. A further report of a finding
/// whose incident is open goes to the end of that file as an update: a grown copy takes its place
/// by one atomic rename, after it was checked that it begins with every byte that stood there. A
/// report that is there already, word for word, is not written again, so a call may be repeated.
public final class IncidentFiles {

    private static final int LARGEST = 512 * 1024;
    private static final int MOST_COLLISIONS = 99;
    private static final Pattern STATUS_LINE = Pattern.compile("^status:.*$", Pattern.MULTILINE);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Folder folder;
    private final Shelf shelf;
    private final ChartFiles charts;
    private final ZoneId zone;

    /// Over a folder that need not exist yet; nothing is touched before the first call.
    public IncidentFiles(Path folder, ZoneId zone) {
        this.folder = new Folder(folder, "incidents");
        this.shelf = new Shelf(this.folder);
        this.charts = new ChartFiles(this.folder);
        this.zone = zone;
    }

    /// Writes a report whose citations have been verified.
    ///
    /// @param known what the server knows itself, charts among it: each becomes a file beside the
    ///   incident before the incident is there
    /// @param investigator who found this out, in a line
    /// @throws BadRequest when the report has problems, naming them all
    /// @throws SourceUnavailable when the folder cannot be written to; nothing was written then
    public Written write(
            IncidentReport report, Known known, String investigator, EvidenceSource evidence) {
        report.requireValid();
        return folder.locked(() -> {
            List<IncidentSummary> all = list();
            Optional<IncidentSummary> open =
                    all.stream()
                            .filter(incident -> incident.status().unresolved())
                            .filter(incident -> shares(incident, report))
                            .filter(this::hasRoom)
                            .findFirst();
            return open.isPresent()
                    ? append(open.get(), report, known, investigator, evidence)
                    : create(report, known, investigator, evidence, related(all, report));
        });
    }

    /// All incidents, the newest first; empty when there is no folder yet.
    ///
    /// @throws SourceUnavailable when the folder cannot be read
    public List<IncidentSummary> list() {
        return shelf.list();
    }

    /// The incident with this id; empty when there is none, or the id is none.
    public Optional<IncidentSummary> find(String id) {
        return shelf.find(id);
    }

    /// The newest unresolved incident that explains the finding.
    public Optional<IncidentSummary> openWith(String findingId) {
        return list().stream()
                .filter(incident -> incident.status().unresolved())
                .filter(incident -> incident.findings().contains(findingId))
                .findFirst();
    }

    /// The whole text of an incident, at most a mebibyte of it.
    ///
    /// @throws BadRequest when there is no incident with this id
    public String text(String id) {
        return shelf.text(id);
    }

    /// Changes the status in the head of an incident, and nothing else.
    ///
    /// @throws BadRequest when there is no incident with this id, or its head has no status
    public void setStatus(String id, Status status) {
        folder.locked(() -> {
            shelf.require(id);
            byte[] old = folder.read(id + ".md", Integer.MAX_VALUE);
            String text = new String(old, StandardCharsets.ISO_8859_1);
            Matcher line = STATUS_LINE.matcher(text).region(0, FrontMatter.end(text));
            if (!line.find()) {
                throw new BadRequest(
                        "incident " + id + " has no status in its front matter; add one there");
            }
            String changed =
                    text.substring(0, line.start())
                            + "status: "
                            + status.word()
                            + text.substring(line.end());
            folder.replace(id + ".md", old, changed.getBytes(StandardCharsets.ISO_8859_1));
            return id;
        });
    }

    private Written create(
            IncidentReport report,
            Known known,
            String investigator,
            EvidenceSource evidence,
            List<String> related)
            throws IOException {
        String day = LocalDate.ofInstant(known.detected(), zone).toString();
        String slug = report.slug() == null ? Slug.of(report.title()) : report.slug();
        String title = "# " + Markdown.inline(report.title()) + "\n\n";
        Status status = report.verdict() == Verdict.NOMINAL ? Status.RESOLVED : Status.OPEN;
        for (int i = 1; i <= MOST_COLLISIONS; i++) {
            String id = day + "-incident-" + slug + (i == 1 ? "" : "-" + i);
            Path file = folder.path().resolve(id + ".md");
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                if (shelf.holds(id)
                        && holds(text(id), report, evidence, "##")
                        && text(id).contains(title)) {
                    return new Written(id, file, Written.Outcome.ALREADY_THERE);
                }
                continue;
            }
            List<String> drawn = charts.put(id, null, known.drawings());
            String text =
                    FrontMatter.of(id, report, known.detected(), status, investigator)
                            + title
                            + IncidentPage.of(report, known, evidence, "##", drawn)
                            + related(related);
            folder.create(id + ".md", text.getBytes(StandardCharsets.UTF_8));
            return new Written(id, file, Written.Outcome.CREATED);
        }
        throw new BadRequest(
                "there are "
                        + MOST_COLLISIONS
                        + " incidents named "
                        + slug
                        + " on "
                        + day
                        + " already; give another slug");
    }

    private Written append(
            IncidentSummary open,
            IncidentReport report,
            Known known,
            String investigator,
            EvidenceSource evidence)
            throws IOException {
        String name = open.id() + ".md";
        byte[] old = folder.read(name, Integer.MAX_VALUE);
        String text = new String(old, StandardCharsets.UTF_8);
        if (holds(text, report, evidence, "##") || holds(text, report, evidence, "###")) {
            return new Written(open.id(), open.file(), Written.Outcome.ALREADY_THERE);
        }
        String update =
                (text.endsWith("\n") ? "\n" : "\n\n")
                        + "## Update "
                        + MINUTE.format(known.now())
                        + " UTC: "
                        + Markdown.inline(report.title())
                        + "\n\n"
                        + report.severity()
                        + ", "
                        + report.verdict().word()
                        + ", by "
                        + Markdown.inline(investigator)
                        + ".\n\n"
                        + IncidentPage.of(
                                report,
                                known,
                                evidence,
                                "###",
                                charts.put(open.id(), text, known.drawings()));
        byte[] added = update.getBytes(StandardCharsets.UTF_8);
        byte[] grown = Arrays.copyOf(old, old.length + added.length);
        System.arraycopy(added, 0, grown, old.length, added.length);
        folder.replace(name, old, grown);
        return new Written(open.id(), open.file(), Written.Outcome.APPENDED);
    }

    private static boolean holds(
            String text, IncidentReport report, EvidenceSource evidence, String heading) {
        return IncidentPage.ofReportAlone(report, evidence, heading).stream()
                .allMatch(text::contains);
    }

    /// An incident that keeps being updated ends somewhere; the next report starts a new file.
    private boolean hasRoom(IncidentSummary incident) {
        try {
            return Files.size(incident.file()) < LARGEST;
        } catch (IOException gone) {
            return false;
        }
    }

    private static String related(List<String> ids) {
        return ids.isEmpty() ? "" : "\n## Related\n- " + String.join("\n- ", ids) + "\n";
    }

    private static List<String> related(List<IncidentSummary> all, IncidentReport report) {
        return all.stream()
                .filter(incident -> shares(incident, report))
                .map(IncidentSummary::id)
                .limit(10)
                .toList();
    }

    private static boolean shares(IncidentSummary incident, IncidentReport report) {
        return incident.findings().stream().anyMatch(report.findings()::contains);
    }
}

package dev.watchkeeper.incident;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.ReviewPeriod;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.SourceUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The reviews, `yyyy-mm-dd-review.md`, dated by the day on which they were written in the zone of
/// tools.yaml; a second one of a day is `yyyy-mm-dd-review-2.md`. Created whole by a link or not at
/// all, never changed afterwards. A report that is there already, word for word, is not written
/// again, so a call may be repeated.
public final class ReviewFiles {

    private static final int MOST_A_DAY = 99;
    private static final Pattern ID =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}-review(-[1-9][0-9]?)?");

    private final Folder folder;
    private final ZoneId zone;

    /// Over a folder that need not exist yet; nothing is touched before the first call.
    public ReviewFiles(Path folder, ZoneId zone) {
        this.folder = new Folder(folder, "reviews");
        this.zone = zone;
    }

    /// Writes a report whose citations have been verified.
    ///
    /// @param reviewer who found this out, in a line
    /// @param hidden what was new in the period and hidden by ignores
    /// @param trends what incidents have in common, lines of Markdown
    /// @throws BadRequest when the report has problems, naming them all
    /// @throws SourceUnavailable when the folder cannot be written to; nothing was written then
    public Written write(
            ReviewReport report,
            ReviewPeriod period,
            Instant now,
            String reviewer,
            EvidenceSource evidence,
            List<HiddenByIgnore> hidden,
            List<String> trends) {
        ReviewReport.requireNone(report.problems());
        String day = LocalDate.ofInstant(now, zone).toString();
        String page =
                "# "
                        + (period.afterDeploy() ? "Review after a deploy, " : "Review of ")
                        + day
                        + "\n\n"
                        + ReviewPage.of(report, period, evidence, hidden);
        return folder.locked(() -> {
            for (int i = 1; i <= MOST_A_DAY; i++) {
                String id = day + "-review" + (i == 1 ? "" : "-" + i);
                Path file = folder.path().resolve(id + ".md");
                String text =
                        head(id, report, period, now, reviewer, hidden.size())
                                + page
                                + section(trends);
                try {
                    folder.create(id + ".md", text.getBytes(StandardCharsets.UTF_8));
                    return new Written(id, file, Written.Outcome.CREATED);
                } catch (FileAlreadyExistsException taken) {
                    // trends may have moved since
                    if (holds(id) && text(id).contains(page)) {
                        return new Written(id, file, Written.Outcome.ALREADY_THERE);
                    }
                }
            }
            throw new BadRequest("there are " + MOST_A_DAY + " reviews of " + day + " already");
        });
    }

    private static String section(List<String> trends) {
        return trends.isEmpty() ? "" : "\n## Over time\n" + String.join("\n", trends) + "\n";
    }

    /// The review with this id; empty when there is none, or the id is none.
    ///
    /// @throws SourceUnavailable when it cannot be read
    public Optional<ReviewSummary> find(String id) {
        if (!holds(id)) {
            return Optional.empty();
        }
        FrontMatter head;
        try {
            head = FrontMatter.read(text(id));
        } catch (IOException e) {
            throw new SourceUnavailable("reviews", "cannot read " + id + ": " + e.getMessage(), e);
        }
        return Optional.of(
                new ReviewSummary(
                        id,
                        folder.path().resolve(id + ".md"),
                        head.word("verdict", Verdict.class).orElse(null),
                        head.word("severity", Severity.class).orElse(null),
                        head.instant("reviewed").orElse(null),
                        head.text("summary"),
                        head.text("reviewer")));
    }

    /// The review that was written last; empty when there is none yet.
    ///
    /// @throws SourceUnavailable when the folder cannot be read
    public Optional<ReviewSummary> latest() {
        if (!Files.isDirectory(folder.path(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        String latest = "";
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.path(), "*.md")) {
            for (Path file : files) {
                String id = String.valueOf(file.getFileName()).replaceFirst("\\.md$", "");
                if (ID.matcher(id).matches() && order(id).compareTo(order(latest)) > 0) {
                    latest = id;
                }
            }
        } catch (IOException e) {
            throw new SourceUnavailable(
                    "reviews", "cannot list " + folder.path() + ": " + e.getMessage(), e);
        }
        return latest.isEmpty() ? Optional.empty() : find(latest);
    }

    /// The tenth of a day comes after its second.
    private static String order(String id) {
        int end = "yyyy-mm-dd-review".length();
        String number = id.length() > end ? id.substring(end + 1) : "1";
        return (id.length() < end ? id : id.substring(0, end))
                + (number.length() < 2 ? "0" : "")
                + number;
    }

    private boolean holds(String id) {
        return ID.matcher(id).matches()
                && Files.isRegularFile(
                        folder.path().resolve(id + ".md"), LinkOption.NOFOLLOW_LINKS);
    }

    private String text(String id) throws IOException {
        return new String(folder.read(id + ".md", 1 << 20), StandardCharsets.UTF_8);
    }

    private static String head(
            String id,
            ReviewReport report,
            ReviewPeriod period,
            Instant now,
            String reviewer,
            int hidden) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("verdict", report.verdict().word());
        report.gravest().ifPresent(severity -> head.put("severity", severity.name()));
        head.put("id", id);
        head.put("summary", Markdown.inline(report.summary()));
        head.put(
                "looked_at",
                List.of(
                        period.range().from().truncatedTo(ChronoUnit.SECONDS).toString(),
                        period.range().until().truncatedTo(ChronoUnit.SECONDS).toString()));
        head.put("after_deploy", period.afterDeploy());
        head.put("reviewed", now.truncatedTo(ChronoUnit.SECONDS).toString());
        head.put("issues", report.issues().size());
        if (hidden > 0) {
            head.put("hidden_by_ignores", hidden);
        }
        head.put("reviewer", Markdown.inline(reviewer));
        return FrontMatter.of(head);
    }
}

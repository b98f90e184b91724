package dev.watchkeeper.incident;

import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.model.TimeRange;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Each answer that a report cites: what was asked, and the rows that matter, in a fence. The only
/// place of a report where text from a source stands as it is.
final class EvidenceSection {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MOST_ROWS = 20;
    private static final int MOST_OF_A_ROW = 2_000;

    private EvidenceSection() {}

    /// @param ids the answers, in order
    /// @param citations what is quoted of some of them, and what that shows
    static String of(
            Set<String> ids, List<IncidentReport.Citation> citations, EvidenceSource evidence) {
        return ids.stream()
                .map(id -> cited(id, citations, evidence.find(id).orElse(null)))
                .collect(Collectors.joining("\n"));
    }

    private static String cited(
            String id, List<IncidentReport.Citation> citations, @Nullable CitedEvidence cited) {
        List<String> quotes = texts(id, citations, IncidentReport.Citation::quote);
        List<String> rows = cited == null ? List.of() : QuotedRows.of(cited.rows(), quotes);
        StringBuilder text = new StringBuilder("**").append(id).append("**");
        if (cited != null) {
            text.append(asked(cited)).append(shown(rows.size(), cited.rows().size()));
        }
        text.append('\n');
        for (String supports : texts(id, citations, IncidentReport.Citation::supports)) {
            text.append("Shows: ").append(Markdown.inline(supports)).append('\n');
        }
        List<String> lines = rows.isEmpty() ? quotes : rows;
        if (!lines.isEmpty()) {
            text.append(
                    Markdown.fence(
                            lines.stream().limit(MOST_ROWS).map(EvidenceSection::row).toList()));
        }
        return text.toString();
    }

    private static List<String> texts(
            String id,
            List<IncidentReport.Citation> citations,
            Function<IncidentReport.Citation, @Nullable String> part) {
        return citations.stream()
                .filter(citation -> citation.evidenceId().equals(id))
                .<@Nullable String>map(part)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .filter(text -> !text.isBlank())
                .distinct()
                .toList();
    }

    private static String asked(CitedEvidence cited) {
        StringBuilder asked = new StringBuilder(" ").append(Markdown.code(cited.tool()));
        if (!cited.arguments().isBlank()) {
            asked.append(' ')
                    .append(Markdown.inline(Characters.cut(cited.arguments(), 200).text()));
        }
        if (cited.range() != null) {
            asked.append(", ").append(span(cited.range()));
        }
        return asked.toString();
    }

    private static String shown(int rows, int all) {
        return all == 0
                ? ""
                : ", " + Math.min(rows, MOST_ROWS) + " of " + all + (all == 1 ? " row" : " rows");
    }

    private static String row(String row) {
        return Characters.cut(Characters.visible(row).text(), MOST_OF_A_ROW).text();
    }

    private static String span(TimeRange range) {
        Instant from = range.from();
        Instant until = range.until();
        boolean oneDay = DAY.format(from).equals(DAY.format(until));
        return DAY.format(from)
                + " "
                + CLOCK.format(from)
                + "–"
                + (oneDay ? "" : DAY.format(until) + " ")
                + CLOCK.format(until)
                + " UTC";
    }
}

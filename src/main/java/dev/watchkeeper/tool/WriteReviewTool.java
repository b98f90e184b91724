package dev.watchkeeper.tool;

import dev.watchkeeper.evidence.CitationCheck;
import dev.watchkeeper.evidence.Receipt;
import dev.watchkeeper.evidence.ShownFigures;
import dev.watchkeeper.incident.CitedEvidence;
import dev.watchkeeper.incident.HiddenByIgnore;
import dev.watchkeeper.incident.IncidentReport;
import dev.watchkeeper.incident.ReviewFiles;
import dev.watchkeeper.incident.ReviewReport;
import dev.watchkeeper.incident.Trends;
import dev.watchkeeper.incident.TrendsSection;
import dev.watchkeeper.incident.Written;
import dev.watchkeeper.model.ReviewPeriod;
import dev.watchkeeper.state.GapStore;
import dev.watchkeeper.state.HiddenNews;
import dev.watchkeeper.state.StateDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// The write of a review run, in the place of `write_incident`: a review whose evidence was checked
/// against what this session was really shown. The period is that of the run; who writes cannot say
/// another one.
public final class WriteReviewTool implements Tool<ReviewReport> {

    /// Its name, by which the receipt of what it wrote is found.
    public static final String NAME = "write_review";

    private final ReviewFiles files;
    private final CitationCheck citations;
    private final ReviewPeriod period;
    private final GapStore gaps;
    private final HiddenNews hidden;
    private final Supplier<Trends> trends;

    /// @param state where gaps are kept, and what ignores hid
    /// @param trends what incidents have in common, up to the end of the period
    public WriteReviewTool(
            ReviewFiles files,
            CitationCheck citations,
            ReviewPeriod period,
            StateDatabase state,
            Supplier<Trends> trends) {
        this.files = files;
        this.citations = citations;
        this.period = period;
        this.gaps = new GapStore(state);
        this.hidden = new HiddenNews(state);
        this.trends = trends;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Write the review";
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public String description() {
        return """
        Writes the review: the last step, once. Every number, issue and pattern cites evidence_ids of answers you were \
        given in this session; a number stands in a cited answer, in the unit it has there; a quote is copied to the \
        letter from one value or one row of the first answer cited. The server checks each: if one does not hold, nothing \
        is written and the reason is returned, to be corrected and sent again. A nominal verdict with an issue that hurts \
        is refused. What could not be told is a tooling gap, not a guess.\
        """;
    }

    @Override
    public Class<ReviewReport> arguments() {
        return ReviewReport.class;
    }

    @Override
    public Answer call(ReviewReport report, Call call) {
        var cited = new LinkedHashMap<String, CitedEvidence>();
        var contents = new LinkedHashMap<String, String>();
        var problems = new ArrayList<>(report.problems());
        for (String id : report.citedIds()) {
            switch (citations.check(call.session().id(), id, quotes(report, id))) {
                case CitationCheck.Verdict.Refused(var reasons) -> problems.addAll(reasons);
                case CitationCheck.Verdict.Holds(Receipt receipt, String remark) -> {
                    cited.put(id, Cited.of(receipt, remark));
                    contents.put(id, receipt.content());
                }
            }
        }
        for (int i = 0; i < report.keyNumbers().size(); i++) {
            invented(i, report.keyNumbers().get(i), contents).ifPresent(problems::add);
        }
        ReviewReport.requireNone(problems);
        Written written =
                files.write(
                        report,
                        period,
                        call.now(),
                        call.session().principal(),
                        id -> Optional.ofNullable(cited.get(id)),
                        hidden.within(period.range()).stream()
                                .map(WriteReviewTool::hidden)
                                .toList(),
                        TrendsSection.of(trends.get()));
        gaps.keep(written.id(), report.toolingGaps(), call.now());
        return new Answer()
                .put("review", written.id())
                .put("outcome", written.outcome().name().toLowerCase(Locale.ROOT))
                .put("evidence_verified", cited.size())
                .put("next", "the review is finished: say its verdict in one sentence, and stop");
    }

    private static HiddenByIgnore hidden(HiddenNews.Hidden news) {
        return new HiddenByIgnore(
                news.subject(), news.title(), news.fact(), news.reason(), news.author());
    }

    private static List<String> quotes(ReviewReport report, String id) {
        return report.quotes().stream()
                .filter(citation -> citation.evidenceId().equals(id))
                .map(IncidentReport.Citation::quote)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .distinct()
                .toList();
    }

    /// Why a number cannot be in the review; empty when it can, and when its evidence is refused
    /// anyway.
    private static Optional<String> invented(
            int index, ReviewReport.KeyNumber number, Map<String, String> contents) {
        boolean known = contents.keySet().containsAll(number.evidence());
        boolean shown =
                number.evidence().stream()
                        .map(contents::get)
                        .filter(Objects::nonNull)
                        .anyMatch(content ->
                                ShownFigures.standsIn(number.value(), String.valueOf(content)));
        return !known || shown || number.evidence().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "key_numbers["
                                + index
                                + "].value is not in what "
                                + String.join(", ", number.evidence())
                                + " showed; give a figure as the answer has it, in its unit");
    }
}

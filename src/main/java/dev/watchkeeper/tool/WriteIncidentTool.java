package dev.watchkeeper.tool;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.evidence.CitationCheck;
import dev.watchkeeper.evidence.Receipt;
import dev.watchkeeper.incident.CitedEvidence;
import dev.watchkeeper.incident.IncidentFiles;
import dev.watchkeeper.incident.IncidentReport;
import dev.watchkeeper.incident.Known;
import dev.watchkeeper.incident.Written;
import dev.watchkeeper.state.FeedbackStore;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.StateDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// The one write: an incident whose evidence was checked against what this session was really
/// shown.
public final class WriteIncidentTool implements Tool<IncidentReport> {

    private final IncidentFiles files;
    private final CitationCheck citations;
    private final OwnRecord own;
    private final Aftermath aftermath;
    private final FeedbackStore said;

    /// @param catalog what charts are drawn of
    /// @param findings the open ones
    /// @param state where proposals and gaps are kept
    public WriteIncidentTool(
            Catalog catalog,
            Supplier<List<FindingStore.Stored>> findings,
            IncidentFiles files,
            CitationCheck citations,
            StateDatabase state) {
        this.files = files;
        this.citations = citations;
        this.own = new OwnRecord(catalog, findings);
        this.aftermath = Aftermath.in(state);
        this.said = new FeedbackStore(state);
    }

    @Override
    public String name() {
        return "write_incident";
    }

    @Override
    public String title() {
        return "Write the incident";
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public String description() {
        return """
        Writes the incident: the last step, once. Claims, impact, timeline and ruled_out cite evidence_ids of answers of this \
        session; a quote is copied to the letter from one value or row. What does not hold is refused with the reasons and \
        nothing written: correct it and send again. Prefer cause "cannot tell", confidence unknown, to a guess.\
        """;
    }

    @Override
    public Class<IncidentReport> arguments() {
        return IncidentReport.class;
    }

    @Override
    public Answer call(IncidentReport report, Call call) {
        var cited = new LinkedHashMap<String, CitedEvidence>();
        Known known = own.of(report, call.now());
        var problems = new ArrayList<>(report.problems(known.detected(), call.now()));
        problems.addAll(own.problems(report));
        var receipts = new ArrayList<Receipt>();
        for (String id : report.citedIds()) {
            switch (citations.check(call.session().id(), id, quotes(report, id))) {
                case CitationCheck.Verdict.Refused(var reasons) -> problems.addAll(reasons);
                case CitationCheck.Verdict.Holds(var receipt, String remark) -> {
                    receipts.add(receipt);
                    cited.put(id, Cited.of(receipt, remark));
                }
            }
        }
        problems.addAll(FixShown.problems(report, receipts));
        IncidentReport.requireNone(problems);
        Written written =
                files.write(
                        report,
                        own.with(known, report, receipts, call),
                        call.session().principal(),
                        id -> Optional.ofNullable(cited.get(id)));
        aftermath.keep(written.id(), report, call.now());
        List<String> wrongBefore = wrongBefore(report, written.id());
        return new Answer()
                .put("incident", written.id())
                .put("outcome", written.outcome().name().toLowerCase(Locale.ROOT))
                .put("evidence_verified", cited.size())
                .put("wrong_before", wrongBefore)
                .put(
                        "next",
                        written.outcome() == Written.Outcome.ALREADY_THERE
                                ? "this report was there already: nothing more to do"
                                : "the investigation is finished: say in one sentence what was found"
                                        + (wrongBefore.isEmpty()
                                                ? ""
                                                : ", that a person called this theory wrong before")
                                        + ", and stop");
    }

    /// Which past diagnoses of the same findings this one repeats though a person marked them
    /// wrong.
    private List<String> wrongBefore(IncidentReport report, String written) {
        return WrongTheories.of(
                report.cause(),
                report.findings(),
                files.list().stream().filter(one -> !one.id().equals(written)).toList(),
                said.lastWords());
    }

    private static List<String> quotes(IncidentReport report, String id) {
        return report.evidence().stream()
                .filter(citation -> citation.evidenceId().equals(id))
                .map(IncidentReport.Citation::quote)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .filter(quote -> !quote.isBlank())
                .distinct()
                .toList();
    }
}

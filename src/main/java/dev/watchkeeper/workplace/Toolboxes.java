package dev.watchkeeper.workplace;

import dev.watchkeeper.access.OpenFindings;
import dev.watchkeeper.access.Scope;
import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.audit.AuditedToolbox.WithoutRecord;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.disclosure.redaction.Redactor;
import dev.watchkeeper.evidence.CitationCheck;
import dev.watchkeeper.evidence.Receipts;
import dev.watchkeeper.incident.IncidentFiles;
import dev.watchkeeper.incident.ReviewFiles;
import dev.watchkeeper.incident.Trends;
import dev.watchkeeper.model.ReviewPeriod;
import dev.watchkeeper.source.host.HostProbe;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.KnownTemplates;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.tool.GetHostMetricsTool;
import dev.watchkeeper.tool.ReceiptedToolbox;
import dev.watchkeeper.tool.ServedTool;
import dev.watchkeeper.tool.Toolbox;
import dev.watchkeeper.tool.Tools;
import dev.watchkeeper.tool.WriteReviewTool;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The tools as each scope has them: over what it shows, and those that it allows. One toolbox for
/// one scope. Thread-safe.
public final class Toolboxes {

    private final Catalogs catalogs;
    private final StateDatabase state;
    private final IncidentFiles incidents;
    private final Receipts receipts;
    private final HostProbe host;
    private final InstantSource clock;
    private final Map<String, List<String>> toolsets;
    private final Audit audit;
    private final Map<Made, Toolbox> made = new HashMap<>();

    /// @param host this machine
    /// @param toolsets the tools of each toolset of tools.yaml
    /// @param audit which every call goes into
    Toolboxes(
            Catalogs catalogs,
            StateDatabase state,
            IncidentFiles incidents,
            Receipts receipts,
            HostProbe host,
            InstantSource clock,
            Map<String, List<String>> toolsets,
            Audit audit) {
        this.catalogs = catalogs;
        this.state = state;
        this.incidents = incidents;
        this.receipts = receipts;
        this.host = host;
        this.clock = clock;
        this.toolsets = toolsets;
        this.audit = audit;
    }

    /// The tools of a scope, for whoever works on this machine.
    public Toolbox of(Scope scope) {
        return made(scope, WithoutRecord.ANSWER);
    }

    /// The tools of a scope, for whoever comes over the network.
    Toolbox overNetwork(Scope scope) {
        return made(scope, WithoutRecord.REFUSE);
    }

    /// The tools of a scope that are in that toolset of tools.yaml; empty when there is no such
    /// toolset, or none of its tools is in the scope.
    Optional<Toolbox> overNetwork(Scope scope, String toolset) {
        boolean another = scope.toolset() != null && !scope.toolset().equals(toolset);
        return another || !toolsets.containsKey(toolset)
                ? Optional.empty()
                : Optional.of(overNetwork(scope.within(toolset)))
                        .filter(toolbox -> !toolbox.list().isEmpty());
    }

    /// The tools of a review of this period: it writes a review, and no incident.
    ///
    /// @param trends what incidents have in common
    Toolbox forReview(ReviewFiles reviews, ReviewPeriod period, Supplier<Trends> trends) {
        Scope scope = Scope.EVERYTHING;
        Catalog catalog = catalogs.of(scope);
        Redactor redactor = catalogs.redactor(scope);
        return audit.over(
                receipted(
                        Tools.forReview(
                                tools(scope, catalog),
                                new WriteReviewTool(
                                        reviews, citations(catalog), period, state, trends)),
                        redactor,
                        Tools.instructionsForReview()),
                redactor,
                WithoutRecord.ANSWER);
    }

    /// What a toolbox is made for.
    private record Made(Scope scope, WithoutRecord withoutRecord) {}

    private synchronized Toolbox made(Scope scope, WithoutRecord withoutRecord) {
        return made.computeIfAbsent(
                new Made(scope, withoutRecord),
                _ -> audit.over(make(scope), catalogs.redactor(scope), withoutRecord));
    }

    private Toolbox make(Scope scope) {
        Catalog catalog = catalogs.of(scope);
        List<ServedTool> allowed =
                tools(scope, catalog).stream().filter(tool -> allows(scope, tool)).toList();
        return receipted(allowed, catalogs.redactor(scope), Tools.INSTRUCTIONS);
    }

    private boolean allows(Scope scope, ServedTool tool) {
        String name = tool.described().name();
        return (scope.toolset() == null
                        || toolsets.getOrDefault(scope.toolset(), List.of()).contains(name))
                && (scope.tools().isEmpty() || scope.tools().contains(name))
                && (scope.writeIncident() || tool.described().readOnly())
                && (scope.sees(null, Scope.HOST) || !name.equals(GetHostMetricsTool.NAME));
    }

    private List<ServedTool> tools(Scope scope, Catalog catalog) {
        var known = new KnownTemplates(state);
        return Tools.of(
                catalog,
                new OpenFindings(new FindingStore(state), catalog, scope),
                () -> scope.allSources() ? incidents.list() : List.of(),
                incidents,
                citations(catalog),
                stream ->
                        known.of(stream).stream().map(t -> new Template(t.id(), t.text())).toList(),
                host,
                state);
    }

    private CitationCheck citations(Catalog catalog) {
        return new CitationCheck(receipts, row -> ShownAgain.in(catalog, row));
    }

    private Toolbox receipted(List<ServedTool> tools, Redactor redactor, String instructions) {
        return new ReceiptedToolbox(tools, receipts, clock, redactor, instructions);
    }
}

package dev.watchkeeper.tool;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.evidence.Receipt;
import dev.watchkeeper.incident.IncidentReport;
import dev.watchkeeper.state.FindingStore;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What is to be drawn beside an incident: the metrics that the report names, then what its
/// findings are about, what its evidence asked about, and what its proposed checks watch.
///
/// @param metrics names of metrics, the most telling first
/// @param logs names of log streams whose errors are to be counted
record ChartSubjects(Set<String> metrics, Set<String> logs) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OF_QUEUE = List.of("depth", "wait", "oldest", "completed");
    private static final List<String> OF_API = List.of("calls", "rate_limited", "errors");

    static ChartSubjects of(
            Catalog catalog,
            IncidentReport report,
            Collection<FindingStore.Stored> findings,
            Collection<Receipt> cited) {
        var subjects = new ChartSubjects(new LinkedHashSet<>(), new LinkedHashSet<>());
        report.charts().forEach(name -> subjects.add(catalog, name));
        findings.forEach(stored -> subjects.add(catalog, stored.finding().subject()));
        for (Receipt receipt : cited) {
            JsonNode arguments = JSON.readTree(receipt.arguments());
            for (String key : List.of("metric", "queue", "api")) {
                subjects.add(catalog, arguments.path(key).asString(""));
            }
        }
        for (IncidentReport.ProposedCheck check : report.proposedChecks()) {
            if (check.metric() != null) {
                subjects.add(catalog, check.metric());
            }
        }
        return subjects;
    }

    private void add(Catalog catalog, String name) {
        if (catalog.metrics().containsKey(name)) {
            metrics.add(name);
        } else if (catalog.queues().containsKey(name)) {
            first(catalog.queue(name).parts(), OF_QUEUE);
        } else if (catalog.apis().containsKey(name)) {
            first(catalog.api(name).metrics(), OF_API);
        } else if (catalog.logs().containsKey(name)) {
            logs.add(name);
        }
    }

    /// The first two of these parts that there are.
    private void first(Map<String, Metric> parts, List<String> wanted) {
        wanted.stream()
                .filter(parts::containsKey)
                .limit(2)
                .forEach(part -> metrics.add(parts.get(part).name()));
    }
}

package dev.watchkeeper.check;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.state.FindingStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Open findings that no check looks after any more, because tools.yaml does not declare what they
/// concern, or leaves their check out. They are over: nobody would ever find them gone.
final class Undeclared {

    private Undeclared() {}

    /// @param found what this round found, or found gone
    static List<Finding> findings(Watch watch, List<Check> checks, List<Finding> found) {
        Set<String> ids = found.stream().map(Finding::id).collect(Collectors.toSet());
        Set<String> subjects = subjects(watch);
        Set<String> names = checks.stream().map(Check::name).collect(Collectors.toSet());
        return watch.findings().open().stream()
                .map(FindingStore.Stored::finding)
                .filter(finding -> !ids.contains(finding.id()))
                .filter(finding -> !finding.last().isAfter(watch.now()))
                .filter(finding ->
                        !subjects.contains(finding.subject()) || !names.contains(finding.check()))
                .map(finding ->
                        Life.over(
                                finding,
                                subjects.contains(finding.subject())
                                        ? "the check " + finding.check() + " is left out"
                                        : "tools.yaml does not declare it any more"))
                .toList();
    }

    private static Set<String> subjects(Watch watch) {
        Catalog catalog = watch.catalog();
        var subjects = new HashSet<>(catalog.streamNames());
        subjects.addAll(catalog.queues().keySet());
        subjects.addAll(catalog.apis().keySet());
        subjects.addAll(catalog.metrics().keySet());
        subjects.addAll(catalog.objectives().invariants().keySet());
        subjects.addAll(watch.unread().keySet());
        return subjects;
    }
}

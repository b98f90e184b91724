package dev.watchkeeper.doctor;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.Runbook;
import dev.watchkeeper.catalog.RunbookStep;
import dev.watchkeeper.check.Checks;
import dev.watchkeeper.schema.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The runbooks: that they can be read is known by now; here what own ones name that there is not,
/// and which checks have none.
final class RunbooksProbe implements Probe {

    @Override
    public String name() {
        return "runbooks";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        var own =
                installation.catalog().runbooks().values().stream()
                        .filter(runbook -> !runbook.shipped())
                        .toList();
        var wrong = new ArrayList<Observation>();
        for (Runbook runbook : own) {
            if (runbook.text().isBlank() && runbook.steps().isEmpty()) {
                wrong.add(
                        Observation.warn(
                                runbook.name(),
                                "is empty",
                                "write it, or take it out of tools.yaml"));
            }
            wrong.addAll(dangling(runbook, installation.catalog()));
        }
        if (!wrong.isEmpty()) {
            return wrong;
        }
        int shipped = installation.catalog().runbooks().size() - own.size();
        Set<String> covered = new HashSet<>();
        installation.catalog().runbooks().values().forEach(r -> covered.addAll(r.checks()));
        List<String> without = Checks.names().stream().filter(n -> !covered.contains(n)).toList();
        return List.of(
                Observation.ok(
                        "runbooks",
                        (own.isEmpty() ? "none of your own" : own.size() + " of your own")
                                + ", "
                                + shipped
                                + " shipped"
                                + (without.isEmpty()
                                        ? ""
                                        : "; none for " + String.join(", ", without))));
    }

    /// What steps name that is not declared: their tools would refuse it at night.
    private static List<Observation> dangling(Runbook runbook, Catalog catalog) {
        Map<String, Collection<String>> known =
                Map.of(
                        "stream", catalog.streamNames(),
                        "queue", catalog.queues().keySet(),
                        "api", catalog.apis().keySet(),
                        "metric", catalog.metrics().keySet());
        var dangling = new ArrayList<Observation>();
        int number = 0;
        for (RunbookStep step : runbook.steps()) {
            number++;
            for (var argument : step.arguments().entrySet()) {
                Collection<String> names = known.get(argument.getKey());
                String given = String.valueOf(argument.getValue());
                if (names != null && !given.contains("{") && !names.contains(given)) {
                    dangling.add(
                            Observation.warn(
                                    runbook.name(),
                                    "step "
                                            + number
                                            + " names the "
                                            + argument.getKey()
                                            + " "
                                            + Words.quote(given)
                                            + ", which is not declared"
                                            + Words.closest(given, names)
                                                    .map(name -> "; did you mean " + name + "?")
                                                    .orElse(""),
                                    "correct the runbook, then: watchkeeper runbooks check FILE"));
                }
            }
        }
        return dangling;
    }
}

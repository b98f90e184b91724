package dev.watchkeeper.doctor;

import dev.watchkeeper.catalog.Runbook;
import dev.watchkeeper.check.Checks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The runbooks: that they can be read is known by now, and here which checks have none.
final class RunbooksProbe implements Probe {

    @Override
    public String name() {
        return "runbooks";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        var runbooks = installation.catalog().runbooks().values();
        if (runbooks.isEmpty()) {
            return List.of(
                    Observation.ok("runbooks", "none declared; findings name no steps to take"));
        }
        Set<String> covered = new HashSet<>();
        var empty = new ArrayList<Observation>();
        for (Runbook runbook : runbooks) {
            covered.addAll(runbook.checks());
            if (runbook.text().isBlank()) {
                empty.add(
                        Observation.warn(
                                runbook.name(),
                                "is empty",
                                "write it, or take it out of tools.yaml"));
            }
        }
        if (!empty.isEmpty()) {
            return empty;
        }
        List<String> without = Checks.names().stream().filter(n -> !covered.contains(n)).toList();
        return List.of(
                Observation.ok(
                        "runbooks",
                        Amounts.counted(runbooks.size(), "runbook")
                                + " read"
                                + (without.isEmpty()
                                        ? ""
                                        : "; none for " + String.join(", ", without))));
    }
}

package dev.watchkeeper.cli.status;

import dev.watchkeeper.analysis.budget.Counts;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.Slo;
import dev.watchkeeper.catalog.SloStatus;
import dev.watchkeeper.cli.status.StatusRow.Mood;
import dev.watchkeeper.cli.terminal.Amounts;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;

/// The lines of the status about objectives.
final class StatusObjectives {

    private static final String KIND = "slo";

    private StatusObjectives() {}

    /// A piece of work for each line.
    static List<Callable<StatusRow>> rows(Catalog catalog, Instant now, Duration time) {
        return catalog.objectives().slos().values().stream()
                .map(slo -> (Callable<StatusRow>) () -> row(slo, now, Deadline.after(time)))
                .toList();
    }

    private static StatusRow row(Slo slo, Instant now, Deadline deadline) {
        try {
            return row(SloStatus.of(slo, now, deadline));
        } catch (SourceUnavailable e) {
            return StatusRow.words(KIND, slo.name(), e.text(), Mood.BAD, new LinkedHashMap<>());
        }
    }

    private static StatusRow row(SloStatus status) {
        Counts budget = status.budget();
        SloStatus.Rule fires = status.fires();
        double left = status.budgetLeft();
        var data = new LinkedHashMap<String, Object>();
        data.put("objective", status.slo().objective().toString());
        if (budget != null) {
            data.put("bad", budget.bad());
            data.put("total", budget.total());
        }
        if (!Double.isNaN(left)) {
            data.put("budget_left_percent", 100 * left);
        }
        boolean unknown = fires == null && !status.told();
        return new StatusRow(
                KIND,
                status.slo().name(),
                budget == null || budget.total() == 0 ? "?" : good(budget) + "%",
                "",
                Double.isNaN(left)
                        ? ""
                        : left <= 0
                                ? "budget used up"
                                : "budget " + Amounts.figure(100 * left) + "%",
                fires != null
                        ? "burns " + Amounts.figure(status.burnRate(fires.longer())) + "x"
                        : unknown ? "cannot tell" : "normal",
                status.onset(),
                fires != null ? Mood.BAD : unknown ? Mood.PLAIN : left <= 0 ? Mood.ODD : Mood.GOOD,
                data);
    }

    /// Never more than it was: 99.996 is no hundred.
    private static String good(Counts counts) {
        double percent = Math.floor(1e5 * (1 - counts.badShare())) / 1e3;
        return Double.toString(percent).replaceFirst("\\.0$", "");
    }
}

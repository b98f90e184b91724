package dev.watchkeeper.tool;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.Invariant;
import dev.watchkeeper.catalog.InvariantStatus;
import dev.watchkeeper.catalog.Slo;
import dev.watchkeeper.catalog.SloStatus;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.schema.Doc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the objectives of tools.yaml stand, and whether its invariants hold.
public final class GetSloStatusTool implements Tool<GetSloStatusTool.Arguments> {

    private static final Duration ALL = Duration.ofSeconds(15);

    private final Catalog catalog;

    public GetSloStatusTool(Catalog catalog) {
        this.catalog = catalog;
    }

    /// What may be asked.
    public record Arguments(@Doc("one, with all its detail") @Nullable String name) {}

    @Override
    public String name() {
        return "get_slo_status";
    }

    @Override
    public String title() {
        return "How objectives and invariants stand";
    }

    @Override
    public String description() {
        return """
        Objectives: error budget left, burn rates, alerts, when the budget is used up. Invariants: whether they hold; by name, \
        the rows that break one.\
        """;
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public Answer call(Arguments arguments, Call call) {
        Map<String, Slo> slos = catalog.objectives().slos();
        Map<String, Invariant> invariants = catalog.objectives().invariants();
        Deadline deadline = call.deadline().within(ALL);
        String name = arguments.name();
        var answer = new Answer().put("now", Figures.time(call.now()));
        if (name == null) {
            return all(answer, call, deadline);
        }
        Slo slo = slos.get(name);
        if (slo != null) {
            return answer.put("slo", SloAnswer.detail(SloStatus.of(slo, call.now(), deadline)));
        }
        Invariant invariant = invariants.get(name);
        if (invariant == null) {
            var names = new ArrayList<>(slos.keySet());
            names.addAll(invariants.keySet());
            throw new BadRequest(
                    "there is no objective or invariant \""
                            + name
                            + "\""
                            + (names.isEmpty()
                                    ? ": tools.yaml declares none"
                                    : "; there are: " + String.join(", ", names)));
        }
        InvariantAnswer.detail(
                answer,
                InvariantStatus.of(invariant, call.now(), InvariantAnswer.MOST_ROWS, deadline));
        return answer;
    }

    private Answer all(Answer answer, Call call, Deadline deadline) {
        Map<String, Slo> slos = catalog.objectives().slos();
        Map<String, Invariant> invariants = catalog.objectives().invariants();
        if (catalog.objectives().isEmpty()) {
            return answer.put(
                    "declared", "tools.yaml declares no objective (slos) and no invariant");
        }
        int left = slos.size() + invariants.size();
        Table table = SloAnswer.table();
        var remarks = new LinkedHashMap<String, Object>();
        for (Slo slo : slos.values()) {
            try {
                SloStatus status = SloStatus.of(slo, call.now(), share(deadline, left--));
                SloAnswer.row(table, status);
                if (!status.remarks().isEmpty()) {
                    remarks.put(slo.name(), status.remarks());
                }
            } catch (SourceUnavailable e) {
                remarks.put(slo.name(), List.of("unavailable: " + e.text()));
            }
        }
        if (!slos.isEmpty()) {
            answer.put("slos", table.asMap());
            answer.put("remarks", remarks);
        }
        Table held = InvariantAnswer.table();
        for (Invariant invariant : invariants.values()) {
            InvariantAnswer.row(
                    held, InvariantStatus.of(invariant, call.now(), 1, share(deadline, left--)));
        }
        if (!invariants.isEmpty()) {
            answer.put("invariants", held.asMap());
        }
        return table.cut() || held.cut()
                ? answer.put("to_see_more", "not all fit into an answer: ask for one by its name")
                : answer;
    }

    private static Deadline share(Deadline deadline, int left) {
        return deadline.within(deadline.remaining().dividedBy(Math.max(1, left)));
    }
}

package dev.watchkeeper.doctor;

import dev.watchkeeper.analysis.budget.BurnRule;
import dev.watchkeeper.catalog.InvariantStatus;
import dev.watchkeeper.catalog.Slo;
import dev.watchkeeper.catalog.SloStatus;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Objectives and invariants: whether the events that an objective counts exist, whether there are
/// enough of them, and whether an invariant can be told.
final class ObjectivesProbe implements Probe {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "objectives";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        var seen = new ArrayList<Observation>();
        installation
                .catalog()
                .objectives()
                .slos()
                .values()
                .forEach(slo -> seen.add(slo(installation, slo)));
        installation
                .catalog()
                .objectives()
                .invariants()
                .values()
                .forEach(invariant ->
                        seen.add(
                                invariant(
                                        installation,
                                        InvariantStatus.of(
                                                invariant,
                                                installation.now(),
                                                1,
                                                Deadline.after(PATIENCE)))));
        return seen;
    }

    private static Observation slo(Installation installation, Slo slo) {
        String what = "slo " + slo.name();
        try {
            SloStatus status = SloStatus.of(slo, installation.now(), Deadline.after(PATIENCE));
            if (status.budget() == null) {
                return Observation.warn(
                        what,
                        "its " + Span.words(slo.window()) + " could not all be read in time",
                        "let watchkeeper patrol or collect run: they count what was, once");
            }
            long total = status.budget().total();
            if (total == 0) {
                return Observation.fail(
                        what,
                        "nothing that it counts came in "
                                + Span.words(slo.window())
                                + ": "
                                + slo.meaning(),
                        "compare event, where and value in "
                                + installation.file()
                                + " with what there is: "
                                + installation.command("call get_overview"));
            }
            double allowed = slo.objective().allowed() * total;
            String counted = Amounts.counted(total, "event") + " counted";
            if (allowed < slo.minBad()) {
                return Observation.warn(
                        what,
                        counted
                                + ", of which "
                                + slo.objective()
                                + " allows fewer than "
                                + slo.minBad()
                                + " bad ones: with so few, one decides",
                        "choose a lower objective, a longer window, or count more events");
            }
            BurnRule fastest = BurnRule.of(slo.window()).getFirst();
            return Observation.ok(
                    what,
                    counted
                            + "; an outage of everything pages after "
                            + Span.words(fastest.detects(slo.objective(), 1)));
        } catch (SourceUnavailable | BadRequest e) {
            return Observation.fail(
                    what,
                    e.text(),
                    "correct it as it says, then: " + installation.command("doctor"));
        }
    }

    private static Observation invariant(Installation installation, InvariantStatus status) {
        String what = "invariant " + status.invariant().name();
        return switch (status.outcome()) {
            case HOLDS -> Observation.ok(what, "holds");
            case BROKEN ->
                    Observation.warn(
                            what,
                            "does not hold",
                            "look at what breaks it: "
                                    + installation.command("call get_slo_status"));
            case CANNOT_TELL ->
                    Observation.fail(
                            what,
                            "cannot be told: " + Objects.requireNonNull(status.reason()),
                            "correct it in "
                                    + installation.file()
                                    + ", then: "
                                    + installation.command("doctor"));
        };
    }
}

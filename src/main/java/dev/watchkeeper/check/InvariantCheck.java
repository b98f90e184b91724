package dev.watchkeeper.check;

import dev.watchkeeper.catalog.Invariant;
import dev.watchkeeper.catalog.InvariantConfig;
import dev.watchkeeper.catalog.InvariantStatus;
import dev.watchkeeper.catalog.InvariantStatus.Outcome;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// What must hold in a database and does not: of the severity that tools.yaml says, SEV2 where it
/// says none. One that cannot be told is SEV3, since nobody would know that it broke.
public final class InvariantCheck implements Check {

    /// Its name in tools.yaml.
    public static final String NAME = "invariant";

    private static final Duration ONE = Duration.ofSeconds(5);
    private static final Duration ALL = Duration.ofSeconds(20);

    /// So many are counted; more are "more than".
    private static final int MOST_COUNTED = 1_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Finding> run(Watch watch) {
        var findings = new ArrayList<Finding>();
        var holding = new HashSet<String>();
        var deadline = watch.deadline().within(ALL);
        for (Invariant invariant : watch.catalog().objectives().invariants().values()) {
            watch.progress("looking whether " + invariant.name() + " holds");
            InvariantStatus status =
                    InvariantStatus.of(invariant, watch.now(), MOST_COUNTED, deadline.within(ONE));
            if (status.outcome() != Outcome.HOLDS) {
                Finding finding = Life.holds(watch, held(watch, status));
                findings.add(finding);
                holding.add(finding.id());
            }
        }
        findings.addAll(Life.ended(watch, NAME, holding, _ -> true));
        return findings;
    }

    private static Life.Held held(Watch watch, InvariantStatus status) {
        Invariant invariant = status.invariant();
        InvariantConfig config = invariant.config();
        boolean broken = status.outcome() == Outcome.BROKEN;
        var facts = new ArrayList<String>();
        if (status.left() != null && status.right() != null) {
            facts.add(
                    "left is "
                            + exact(status.left())
                            + ", right is "
                            + exact(status.right())
                            + ", allowed is a difference of "
                            + config.tolerance());
        }
        if (!status.rows().isEmpty()) {
            facts.add(rows(status) + ": get_slo_status of " + invariant.name() + " shows them");
        }
        TimeRange period = status.period();
        if (period != null) {
            facts.add("asked of " + period.from() + " to " + period.until());
        }
        if (config.describe() != null) {
            facts.add("what must hold: " + config.describe());
        }
        return new Life.Held(
                FindingId.of(NAME, invariant.name()),
                NAME,
                invariant.name(),
                broken ? config.severity() : Severity.SEV3,
                broken
                        ? invariant.name() + " does not hold" + what(status)
                        : invariant.name() + " cannot be told: " + status.reason(),
                facts,
                period == null ? watch.now() : period.from(),
                Math.max(1, status.rows().size()));
    }

    private static String what(InvariantStatus status) {
        return status.left() != null && status.right() != null
                ? ": " + exact(status.left()) + " against " + exact(status.right())
                : ": " + rows(status);
    }

    private static String rows(InvariantStatus status) {
        long many = status.rows().size();
        return (status.more() ? "more than " : "")
                + Amounts.count(many, "row")
                + (many == 1 ? " breaks it" : " break it");
    }

    /// Sums of money differ in their last digits.
    private static String exact(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Amounts.count((long) value)
                : Double.toString(value);
    }
}

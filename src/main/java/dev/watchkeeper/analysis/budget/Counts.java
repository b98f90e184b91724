package dev.watchkeeper.analysis.budget;

/// How many of the events of some time were bad.
///
/// @param bad at most `total`
/// @param total 0 where none came, or nobody looked
public record Counts(long bad, long total) {

    public static final Counts NONE = new Counts(0, 0);

    public Counts plus(Counts other) {
        return new Counts(bad + other.bad, total + other.total);
    }

    /// The share that was bad; NaN where there was none.
    public double badShare() {
        return total == 0 ? Double.NaN : (double) bad / total;
    }

    /// How many times as fast as allowed the budget is used: 1 uses all of it within the window of
    /// the objective (Site Reliability Workbook, chapter 5). NaN where there was no event.
    public double burnRate(Objective objective) {
        return badShare() / objective.allowed();
    }

    /// The share of the error budget that these used, where they are the events of all of the
    /// objective's window; more than 1 when it was missed. NaN where there was no event.
    public double consumed(Objective objective) {
        return burnRate(objective);
    }
}

package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.budget.BurnRule;
import dev.watchkeeper.analysis.budget.Counts;
import dev.watchkeeper.analysis.budget.Forecast;
import dev.watchkeeper.model.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an objective stands: its budget, how fast that burns, and which alerts fire.
///
/// @param budget the events of all of the window, or null when they could not all be read
/// @param observed how much of the window has events or shows that its writer lived
/// @param rules the fastest first
/// @param onset when it began to burn as fast as the rule that fires says, or null
/// @param forecast what becomes of the budget as it goes on lately; null where nothing came lately,
///   the budget is used up, or not all could be read
/// @param remarks what whoever reads it must know
public record SloStatus(
        Slo slo,
        Instant now,
        @Nullable Counts budget,
        Duration observed,
        List<Rule> rules,
        @Nullable Instant onset,
        @Nullable Forecast forecast,
        List<String> remarks) {

    /// What came of a rule.
    public enum Outcome {
        /// Both windows burn faster than its rate.
        FIRES,
        /// They do, by too few bad events to tell.
        TOO_FEW,
        QUIET,
        /// One of its windows was not observed, or not read to its end.
        CANNOT_TELL
    }

    /// The events of a window that ends now.
    ///
    /// @param observed false when nothing shows that its writer lived
    /// @param complete false when not all of it could be read
    public record Window(Duration length, Counts counts, boolean observed, boolean complete) {}

    /// A rule and what it looks at.
    public record Rule(BurnRule rule, Window longer, Window shorter, Outcome outcome) {}

    /// Reads how it stands.
    ///
    /// @throws SourceUnavailable when its source does not answer
    public static SloStatus of(Slo slo, Instant now, Deadline deadline) {
        return new SloReading(slo, now, deadline).status();
    }

    /// The gravest rule that fires, or null.
    public @Nullable Rule fires() {
        return rules.stream()
                .filter(rule -> rule.outcome() == Outcome.FIRES)
                .findFirst()
                .orElse(null);
    }

    /// What is left of the error budget, from 1 (all) downwards; negative when the objective was
    /// missed. NaN where that is not known.
    public double budgetLeft() {
        return budget == null ? Double.NaN : 1 - budget.consumed(slo.objective());
    }

    /// The burn rate in a window; NaN where none can be told.
    public double burnRate(Window window) {
        return window.complete() ? window.counts().burnRate(slo.objective()) : Double.NaN;
    }

    /// True when at least one rule can tell.
    public boolean told() {
        return rules.stream().anyMatch(rule -> rule.outcome() != Outcome.CANNOT_TELL);
    }
}

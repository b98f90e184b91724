package dev.watchkeeper.analysis.budget;

import java.time.Duration;
import java.util.List;

/// One rule of multi-window, multi-burn-rate alerts (Site Reliability Workbook, chapter 5,
/// "Alerting on SLOs", table 5-8): it fires while both a long and a short window burn faster than
/// its rate. The long one says that it matters, the short one that it goes on.
///
/// @param rate the burn rate that both must surpass
/// @param page true when a person is to be called at once, false when a ticket will do
public record BurnRule(Duration longWindow, Duration shortWindow, double rate, boolean page) {

    /// For a window of 30 days: 2% of the budget in an hour, 5% in six, 10% in three days; the
    /// short window is a twelfth of the long one.
    private static final List<BurnRule> WORKBOOK =
            List.of(
                    new BurnRule(Duration.ofHours(1), Duration.ofMinutes(5), 14.4, true),
                    new BurnRule(Duration.ofHours(6), Duration.ofMinutes(30), 6, true),
                    new BurnRule(Duration.ofDays(3), Duration.ofHours(6), 1, false));

    private static final Duration WORKBOOK_WINDOW = Duration.ofDays(30);

    /// Rounding must not decide whether a rate that was written down is surpassed.
    private static final double EXACT = 1 + 1e-9;

    /// The rules for an objective's window, the fastest first. For others than 30 days the windows
    /// grow and shrink with it, to the whole minute, so that each rule stands for the same share of
    /// the budget.
    public static List<BurnRule> of(Duration window) {
        return WORKBOOK.stream()
                .map(rule ->
                        new BurnRule(
                                scaled(rule.longWindow, window),
                                scaled(rule.shortWindow, window),
                                rule.rate,
                                rule.page))
                .toList();
    }

    private static Duration scaled(Duration length, Duration window) {
        double minutes =
                (double) length.toMinutes() * window.toMillis() / WORKBOOK_WINDOW.toMillis();
        return Duration.ofMinutes(Math.max(1, Math.round(minutes)));
    }

    /// The burn rate at which a share of the budget is used within a time.
    ///
    /// @param consumed such as 0.02
    /// @param window of the objective
    /// @param within such as an hour
    public static double rate(double consumed, Duration window, Duration within) {
        return consumed * window.toMillis() / within.toMillis();
    }

    /// How long the whole budget lasts at a burn rate above 0.
    public static Duration lasts(double burnRate, Duration window) {
        return Duration.ofMillis(Math.round(window.toMillis() / burnRate));
    }

    /// How long it takes from the beginning of a trouble until the long window surpasses the rate:
    /// `(1 - objective) / bad share * window * rate`.
    ///
    /// @param badShare of the events while it lasts, above 0
    public Duration detects(Objective objective, double badShare) {
        double share = objective.allowed() / badShare * rate;
        return Duration.ofMillis(Math.round(longWindow.toMillis() * share));
    }

    /// Whether so high a burn rate is more than this rule allows; unknown (NaN) is no.
    public boolean surpassed(double burnRate) {
        return burnRate > rate * EXACT;
    }
}

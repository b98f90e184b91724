package dev.watchkeeper.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BudgetTest {

    private static final Instant NOW = Instant.parse("2026-03-11T12:00:00Z");

    private static Instant minute(int minute) {
        return NOW.plus(Duration.ofMinutes(minute));
    }

    /// The minutes in which runs begin when one is wanted in each minute of a day.
    private static List<Integer> storm(Budget budget, double price) {
        var runs = new ArrayList<Spent.Run>();
        var minutes = new ArrayList<Integer>();
        for (int minute = 0; minute < 24 * 60; minute++) {
            if (budget.refusal(new Spent(runs, price), minute(minute)) == null) {
                runs.add(new Spent.Run(minute(minute), price, true));
                minutes.add(minute);
            }
        }
        return minutes;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 10, 60})
    void aStormGetsWhatAnHourAllowsInAnyHourAndNeverMore(int runsPerHour) {
        List<Integer> minutes = storm(new Budget(runsPerHour, 5), 0);

        for (int from = 0; from < 23 * 60; from++) {
            int begin = from;
            assertThat(minutes.stream().filter(m -> m >= begin && m < begin + 60).count())
                    .as("from minute %d", from)
                    .isLessThanOrEqualTo(runsPerHour);
        }
        assertThat(minutes).hasSizeGreaterThanOrEqualTo(24 * runsPerHour - runsPerHour);
    }

    @Test
    void threeQuartersMayBeTakenAtOnceAndTheRestComesAtThePaceOfTheHour() {
        assertThat(storm(new Budget(4, 5), 0).subList(0, 8))
                .containsExactly(0, 1, 2, 15, 60, 61, 62, 75);
    }

    @Test
    void dollarsAreNeverMoreThanADayAllows() {
        List<Integer> minutes = storm(new Budget(60, 5), 1.0);

        assertThat(minutes).hasSize(5);
        assertThat(minutes.subList(0, 3)).containsExactly(0, 1, 2);
    }

    @Test
    void theRefusalSaysWhenTheNextMayBegin() {
        var runs =
                List.of(
                        new Spent.Run(minute(0), 0, true),
                        new Spent.Run(minute(1), 0, true),
                        new Spent.Run(minute(2), 0, true));

        assertThat(new Budget(4, 5).refusal(new Spent(runs, 1), minute(3)))
                .isEqualTo(
                        new Budget.Refusal(
                                "the budget of 4 investigations an hour is used up", minute(15)));
    }

    @Test
    void aReviewCountsForTheMoneyAloneAndWhatCostsNothingNeedsNone() {
        var review = List.of(new Spent.Run(minute(0), 4.5, false));

        assertThat(new Budget(1, 5).refusal(new Spent(review, 0), minute(1))).isNull();
        assertThat(new Budget(1, 5).refusal(new Spent(review, 1), minute(1)))
                .isEqualTo(
                        new Budget.Refusal(
                                "the budget of $5.00 a day is used up ($4.50 spent)",
                                minute(24 * 60)));
    }

    @Test
    void aRunThatMayCostMoreThanADayHasStillOneADay() {
        assertThat(storm(new Budget(4, 0.5), 1.0)).hasSize(1);
    }

    @Test
    void noRunsAtAllIsABudgetToo() {
        assertThat(new Budget(0, 5).refusal(Spent.NOTHING, NOW))
                .isEqualTo(
                        new Budget.Refusal(
                                "the budget of 0 investigations an hour is used up", null));
    }

    @Test
    void aClockThatWasAheadDoesNotGiveMoreAway() {
        var runs = List.of(new Spent.Run(minute(600), 0, true));

        assertThat(new Budget(1, 5).refusal(new Spent(runs, 0), minute(1))).isNotNull();
    }
}

package dev.watchkeeper.analysis.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The numbers of the Site Reliability Workbook, chapter 5 "Alerting on SLOs", for an objective of
/// 99.9% over 30 days, worked by hand.
class WorkbookTableTest {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Objective SLO = Objective.parse("99.9%");

    /// Table 5-8: the burn rate at which this share of the budget is used within this time: share *
    /// 720 h / hours.
    @ParameterizedTest
    @CsvSource({
        "0.02, 1, 14.4",
        "0.05, 6, 6",
        "0.10, 72, 1",
        // "Alert on burn rate": 5% in one hour
        "0.05, 1, 36"
    })
    void aShareOfTheBudgetWithinATimeIsABurnRate(double consumed, long hours, double rate) {
        assertThat(BurnRule.rate(consumed, MONTH, Duration.ofHours(hours)))
                .isEqualTo(rate, within(1e-9));
    }

    /// Table 5-4: 30 days, 15 days, 3 days, 43 minutes; and "a 35x burn rate consumes all of the
    /// budget in 20.5 hours".
    @ParameterizedTest
    @CsvSource({
        "1, 0.001, PT720H",
        "2, 0.002, PT360H",
        "10, 0.01, PT72H",
        "1000, 1, PT43M12S",
        "35, 0.035, PT20H34M17.143S"
    })
    void aBurnRateIsAnErrorRateAndTheTimeUntilTheBudgetIsUsedUp(
            double burnRate, double badShare, Duration lasts) {
        var counts = new Counts(Math.round(badShare * 1_000_000), 1_000_000);

        assertThat(counts.burnRate(SLO)).isEqualTo(burnRate, within(1e-9));
        assertThat(BurnRule.lasts(burnRate, MONTH)).isEqualTo(lasts);
    }

    /// `(1 - SLO) / error ratio * window * burn rate`: for an outage of everything 0.6 s of ten
    /// minutes at rate 1 and 2 min 10 s of 36 hours (sections 1 and 2), 2 min 10 s of an hour at
    /// rate 36, so that it resets 58 minutes after its end (section 4); for 15% errors about 5
    /// minutes of an hour at 14.4 (figure 5-6).
    @ParameterizedTest
    @CsvSource({
        "PT10M, 1, 1, PT0.6S", "PT36H, 1, 1, PT2M9.6S", "PT1H, 36, 1, PT2M9.6S",
        "PT1H, 14.4, 1, PT51.84S", "PT6H, 6, 1, PT2M9.6S", "PT72H, 1, 1, PT4M19.2S",
        "PT1H, 14.4, 0.15, PT5M45.6S"
    })
    void aTroubleIsDetectedOnceTheLongWindowHoldsEnoughOfIt(
            Duration window, double rate, double badShare, Duration detected) {
        var rule = new BurnRule(window, window.dividedBy(12), rate, true);

        assertThat(rule.detects(SLO, badShare)).isEqualTo(detected);
    }

    @Test
    void theRulesForThirtyDaysAreThoseOfTheWorkbook() {
        assertThat(BurnRule.of(MONTH))
                .containsExactly(
                        new BurnRule(Duration.ofHours(1), Duration.ofMinutes(5), 14.4, true),
                        new BurnRule(Duration.ofHours(6), Duration.ofMinutes(30), 6, true),
                        new BurnRule(Duration.ofDays(3), Duration.ofHours(6), 1, false));
    }

    @Test
    void forOtherWindowsEachRuleStandsForTheSameShareOfTheBudget() {
        for (int days : List.of(1, 7, 28, 30, 90, 366)) {
            Duration window = Duration.ofDays(days);
            List<BurnRule> rules = BurnRule.of(window);
            double[] shares = {0.02, 0.05, 0.10};
            for (int i = 0; i < shares.length; i++) {
                Duration longer = rules.get(i).longWindow();
                // windows are whole minutes
                assertThat(rules.get(i).rate() * longer.toMillis() / window.toMillis())
                        .isEqualTo(shares[i], within(0.01 * shares[i] + 0.35 / days / 24));
            }
        }
        assertThat(BurnRule.of(Duration.ofDays(90)))
                .first()
                .isEqualTo(new BurnRule(Duration.ofHours(3), Duration.ofMinutes(15), 14.4, true));
    }

    @Test
    void aRateThatIsMetButNotSurpassedIsQuiet() {
        BurnRule rule = BurnRule.of(MONTH).getFirst();

        assertThat(rule.surpassed(new Counts(144, 10_000).burnRate(SLO))).isFalse();
        assertThat(rule.surpassed(new Counts(145, 10_000).burnRate(SLO))).isTrue();
        assertThat(rule.surpassed(Counts.NONE.burnRate(SLO))).isFalse();
    }
}

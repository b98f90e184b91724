package dev.watchkeeper.trigger;

import static dev.watchkeeper.model.FindingState.NEW;
import static dev.watchkeeper.model.FindingState.ONGOING;
import static dev.watchkeeper.model.FindingState.RESOLVED;
import static dev.watchkeeper.model.Severity.SEV2;
import static dev.watchkeeper.model.Severity.SEV3;
import static dev.watchkeeper.model.Severity.SEV4;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecisionTest {

    private static final Instant NOW = Instant.parse("2026-03-11T12:15:00Z");
    private static final Policy POLICY = new Policy(SEV3, SEV3, Duration.ofHours(4), 3, 5.0, 2);
    private static final Spent NOTHING = Spent.NOTHING;

    private static Known known(
            FindingState state,
            Severity severity,
            @Nullable FindingState told,
            @Nullable Severity toldSeverity,
            int hoursAgo,
            int tries,
            boolean diagnosed) {
        return new Known(
                new Finding(
                        "p-1",
                        "errors",
                        "gateway",
                        severity,
                        state,
                        "t",
                        List.of(),
                        NOW,
                        NOW.minus(Duration.ofHours(2)),
                        1,
                        null,
                        null),
                1,
                told,
                toldSeverity,
                told == null ? null : NOW.minus(Duration.ofHours(hoursAgo)),
                tries,
                diagnosed,
                false);
    }

    /// Runs that began so many minutes ago.
    private static Spent runs(int... minutesAgo) {
        return new Spent(
                Arrays.stream(minutesAgo)
                        .mapToObj(ago -> new Spent.Run(NOW.minus(Duration.ofMinutes(ago)), 0, true))
                        .toList(),
                0);
    }

    private static Decision decide(Known known, Spent spent) {
        return Decision.of(List.of(known), POLICY, spent, NOW);
    }

    @ParameterizedTest(name = "{0} {1}, told {2} {3} {4} h ago → tell {5}, over {6}")
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    NEW,        SEV2, -,          -,    0, true,  false
                    NEW,        SEV3, -,          -,    0, true,  false
                    NEW,        SEV4, -,          -,    0, false, false
                    ONGOING,    SEV3, -,          -,    0, true,  false
                    ONGOING,    SEV4, -,          -,    0, false, false
                    NEW,        SEV3, NEW,        SEV3, 1, false, false
                    NEW,        SEV3, NEW,        SEV3, 9, false, false
                    NEW,        SEV2, NEW,        SEV2, 3, false, false
                    NEW,        SEV2, NEW,        SEV2, 4, true,  false
                    NEW,        SEV2, NEW,        SEV3, 1, true,  false
                    NEW,        SEV3, NEW,        SEV2, 1, false, false
                    ONGOING,    SEV4, NEW,        SEV2, 9, false, false
                    ESCALATING, SEV3, ONGOING,    SEV3, 1, true,  false
                    ESCALATING, SEV3, ESCALATING, SEV3, 9, false, false
                    REGRESSED,  SEV3, -,          -,    0, true,  false
                    REGRESSED,  SEV3, REGRESSED,  SEV3, 9, false, false
                    REGRESSED,  SEV3, NEW,        SEV3, 1, false, false
                    REGRESSED,  SEV2, NEW,        SEV2, 4, true,  false
                    RESOLVED,   SEV2, -,          -,    0, false, false
                    RESOLVED,   SEV2, NEW,        SEV2, 1, false, true
                    RESOLVED,   SEV2, RESOLVED,   SEV2, 1, false, false
                    """)
    void aPersonIsToldOfNewsAlone(
            FindingState state,
            Severity severity,
            @Nullable FindingState told,
            @Nullable Severity toldSeverity,
            int hoursAgo,
            boolean tell,
            boolean over) {
        Decision decision =
                decide(known(state, severity, told, toldSeverity, hoursAgo, 0, false), NOTHING);

        assertThat(decision.tell()).hasSize(tell ? 1 : 0);
        assertThat(decision.over()).hasSize(over ? 1 : 0);
    }

    @Test
    void whoWantsToHearOfEverythingHearsOfNewTrifles() {
        var policy = new Policy(SEV4, SEV3, Duration.ofHours(4), 3, 5.0, 2);

        assertThat(
                        Decision.of(
                                        List.of(known(NEW, SEV4, null, null, 0, 0, false)),
                                        policy,
                                        NOTHING,
                                        NOW)
                                .tell())
                .hasSize(1);
        assertThat(
                        Decision.of(
                                        List.of(known(ONGOING, SEV4, null, null, 0, 0, false)),
                                        policy,
                                        NOTHING,
                                        NOW)
                                .tell())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}, {2} tries, diagnosed {3} → investigate {4}")
    @CsvSource(
            textBlock =
                    """
                    NEW,        SEV3, 0, false, true
                    NEW,        SEV4, 0, false, false
                    NEW,        SEV2, 1, false, true
                    NEW,        SEV2, 2, false, false
                    NEW,        SEV2, 1, true,  false
                    ESCALATING, SEV2, 1, true,  false
                    RESOLVED,   SEV2, 0, false, false
                    """)
    void anEpisodeIsInvestigatedUntilItIsDiagnosedOrGivenUp(
            FindingState state, Severity severity, int tries, boolean diagnosed, boolean expected) {
        Decision decision =
                decide(known(state, severity, null, null, 0, tries, diagnosed), NOTHING);

        assertThat(decision.investigate()).hasSize(expected ? 1 : 0);
        assertThat(decision.withheld()).isNull();
    }

    @Test
    void theBudgetOfRunsWithholds() {
        Decision decision = decide(known(NEW, SEV2, null, null, 0, 0, false), runs(50, 40, 30));

        assertThat(decision.investigate()).isEmpty();
        assertThat(decision.tell()).hasSize(1);
        assertThat(decision.withheld())
                .isEqualTo("the budget of 3 investigations an hour is used up");
        assertThat(decision.withheldUntil()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        assertThat(decision.leftOut()).hasSize(1);
    }

    @Test
    void theBudgetOfDollarsWithholds() {
        var spent =
                new Spent(List.of(new Spent.Run(NOW.minus(Duration.ofHours(2)), 5.2, false)), 1.0);
        assertThat(decide(known(NEW, SEV2, null, null, 0, 0, false), spent).withheld())
                .isEqualTo("the budget of $5.00 a day is used up ($5.20 spent)");
    }

    @Test
    void nothingIsWithheldWhereNothingDeservesAnInvestigation() {
        assertThat(decide(known(NEW, SEV4, null, null, 0, 0, false), runs(3, 2, 1)).withheld())
                .isNull();
    }

    @Test
    void whatIsIgnoredIsNeitherToldNorInvestigated() {
        Finding finding = known(NEW, SEV2, null, null, 0, 0, false).finding();
        var ignored =
                new Known(
                        new Finding(
                                finding.id(),
                                finding.check(),
                                finding.subject(),
                                SEV2,
                                NEW,
                                "t",
                                List.of(),
                                NOW,
                                NOW,
                                1,
                                null,
                                new Finding.Ignored("healthy", "ops", NOW.plusSeconds(60))),
                        1,
                        null,
                        null,
                        null,
                        0,
                        false,
                        false);

        Decision decision = decide(ignored, NOTHING);

        assertThat(decision.tell()).isEmpty();
        assertThat(decision.investigate()).isEmpty();
    }

    @Test
    void whatComesAndGoesIsToldToBeOverWhenItStaysAway() {
        Finding gone = known(RESOLVED, SEV2, NEW, SEV2, 1, 0, false).finding();
        for (int episode = 1; episode <= 5; episode++) {
            var known = new Known(gone, episode, NEW, SEV2, NOW, 0, false, false);
            // it was last seen two hours ago; that is enough until it came back for the third time
            assertThat(Decision.of(List.of(known), POLICY, NOTHING, NOW).over())
                    .as("episode %d", episode)
                    .hasSize(episode <= 3 ? 1 : 0);
        }
        assertThat(Flapping.away(1, POLICY.repeat())).isEqualTo(Duration.ofMinutes(30));
        assertThat(Flapping.away(99, POLICY.repeat())).isEqualTo(POLICY.repeat());
    }

    @Test
    void aSilenceKeepsAPersonFromBeingToldAndNothingElse() {
        Finding finding = known(NEW, SEV2, null, null, 0, 0, false).finding();
        var silenced = new Known(finding, 1, null, null, null, 0, false, true);

        Decision decision = decide(silenced, NOTHING);

        assertThat(decision.tell()).isEmpty();
        assertThat(decision.silenced()).containsExactly(silenced);
        assertThat(decision.investigate()).containsExactly(silenced);
    }

    @Test
    void theWatchItselfIsToldOfAndNotInvestigated() {
        var own =
                new Known(
                        new Finding(
                                "missed-patrol",
                                Decision.OWN,
                                "patrol",
                                SEV3,
                                NEW,
                                "t",
                                List.of(),
                                NOW,
                                NOW,
                                1,
                                null,
                                null),
                        1,
                        null,
                        null,
                        null,
                        0,
                        false,
                        false);

        Decision decision = decide(own, NOTHING);

        assertThat(decision.tell()).containsExactly(own);
        assertThat(decision.investigate()).isEmpty();
    }
}

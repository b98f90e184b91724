package dev.watchkeeper.investigate.playbook.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whose work is slow, where not all of it is.
final class SlowGroupQuestionTest {

    private static Answers business(String... fields) {
        Answers answers = new Answers().field("duration_ms");
        for (String field : fields) {
            answers.field(field);
        }
        return answers;
    }

    /// Of work the middle of which takes eight times as long as before.
    private static Answers slower(Answers answers) {
        return answers.took(
                "duration_ms", List.of("weigh", 60, 800, 900), List.of("weigh", 120, 100, 130));
    }

    /// Of work of which only the slowest take longer.
    private static Answers tail(Answers answers) {
        return answers.took(
                "duration_ms", List.of("weigh", 60, 100, 900), List.of("weigh", 120, 100, 130));
    }

    private static @Nullable SlowGroup group(Answers answers) {
        Scene scene = answers.scene();
        return scene.pace().group(scene.pace().slowed().getFirst());
    }

    private static String words(Answers answers) {
        SlowGroup group = group(answers);
        return group == null
                ? "cannot be compared"
                : group.tells() ? "only " + group.name() + "=" + group.value() : "all alike";
    }

    @Test
    void theValueWhoseWorkIsSlowAndThatOfOthersIsNotStandsOut() {
        assertThat(
                        group(
                                slower(
                                        business("data.tenant")
                                                .tookBy(
                                                        "data.tenant",
                                                        "acme",
                                                        40,
                                                        1000,
                                                        "other",
                                                        20,
                                                        110))))
                .isNotNull()
                .extracting(
                        SlowGroup::name,
                        SlowGroup::value,
                        SlowGroup::took,
                        SlowGroup::others,
                        SlowGroup::before)
                .containsExactly("tenant", "acme", 1000.0, 110.0, 100.0);
    }

    @Test
    void noneStandsOutWhereTheOthersAreSlowToo() {
        assertThat(
                        words(
                                slower(
                                        business("tenant")
                                                .tookBy(
                                                        "tenant", "acme", 40, 1000, "other", 20,
                                                        300))))
                .isEqualTo("all alike");
    }

    @Test
    void ofTwoSlowWorkOrdersIsNotEnoughToCompareWith() {
        assertThat(
                        words(
                                slower(
                                        business("tenant")
                                                .tookBy(
                                                        "tenant", "acme", 40, 1000, "other", 2,
                                                        110))))
                .isEqualTo("all alike");
    }

    @Test
    void aFieldThatNobodyCarriesCannotBeCompared() {
        assertThat(words(slower(business("tenant").tookBy("tenant"))))
                .isEqualTo("cannot be compared");
    }

    @Test
    void aFieldThatTellsNothingApartIsNotAsked() {
        assertThat(
                        words(
                                slower(
                                        business("colour")
                                                .tookBy(
                                                        "colour", "red", 40, 1000, "blue", 20,
                                                        110))))
                .isEqualTo("cannot be compared");
    }

    @Test
    void theSecondFieldIsAskedWhereTheFirstTellsNothing() {
        assertThat(
                        words(
                                slower(
                                        business("region", "tenant")
                                                .tookBy("region", "east", 30, 900, "west", 30, 850)
                                                .tookBy(
                                                        "tenant", "acme", 40, 1000, "other", 20,
                                                        110))))
                .isEqualTo("only tenant=acme");
    }

    @Test
    void whatNineTenthsOfTheWorkCarryIsKeptThoughItDoesNotStandOut() {
        assertThat(
                        group(
                                slower(
                                        business("build")
                                                .tookBy("build", "7f3a", 57, 800, "6e21", 3, 790))))
                .isNotNull()
                .extracting(SlowGroup::tells, SlowGroup::carried)
                .containsExactly(false, Map.of("build", "7f3a"));
    }

    @Test
    void theFewOfOneTenantThatMakeTheTailStandOutBesideABusyTenant() {
        assertThat(
                        words(
                                tail(
                                        business("tenant")
                                                .tookBy(
                                                        "tenant", "busy", 54, 100, "acme", 6,
                                                        800))))
                .isEqualTo("only tenant=acme");
    }

    @Test
    void aTailThatAllTenantsHaveIsOfNone() {
        assertThat(
                        words(
                                tail(
                                        business("tenant")
                                                .tookBy(
                                                        "tenant", "busy", 54, 100, "acme", 6,
                                                        110))))
                .isEqualTo("all alike");
    }

    @Test
    void threeSlowOnesOfATailMayBeChance() {
        assertThat(
                        words(
                                tail(
                                        business("tenant")
                                                .tookBy(
                                                        "tenant", "busy", 54, 100, "acme", 3, 800,
                                                        "other", 3, 100))))
                .isEqualTo("all alike");
    }
}

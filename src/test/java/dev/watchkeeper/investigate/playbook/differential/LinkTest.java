package dev.watchkeeper.investigate.playbook.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.investigate.playbook.scene.Answers;
import dev.watchkeeper.investigate.playbook.scene.Shift;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a change is held to share with what fails, and what it is not.
final class LinkTest {

    private static final String NOTHING = "it shares nothing with what fails; only the time fits";

    static Shift change(Shift.Sort sort, String text, @Nullable String version) {
        return new Shift(
                "app",
                sort,
                Answers.ONSET.minusSeconds(60),
                List.of(text),
                null,
                version,
                true,
                "change",
                "E-change");
    }

    private static Link link(Answers answers, Shift shift) {
        return Link.of(shift, answers.scene(), true);
    }

    private static String words(Answers answers, Shift shift) {
        Link link = link(answers, shift);
        return Math.round(link.weight()) + ", because " + link.words();
    }

    @Test
    void aChangeThatNamesTheValueThatAllFailingShareIsLinked() {
        Answers answers =
                new Answers()
                        .error("boom")
                        .flow("print_failed", 20, 0, 0)
                        .flow("print_done", 90, 100, 100)
                        .field("tenant")
                        .spread("tenant", "print_failed", "acme", 20, "print_done", "other", 90);

        assertThat(
                        words(
                                answers,
                                change(Shift.Sort.CONFIGURATION, "template of acme changed", null)))
                .isEqualTo("14, because 20 of 20 failures have tenant=acme, which it names");
    }

    @Test
    void aChangeThatNamesAnotherValueIsNotLinked() {
        Answers answers =
                new Answers()
                        .error("boom")
                        .flow("print_failed", 20, 0, 0)
                        .flow("print_done", 90, 100, 100)
                        .field("tenant")
                        .spread("tenant", "print_failed", "acme", 20, "print_done", "other", 90);

        assertThat(
                        words(
                                answers,
                                change(
                                        Shift.Sort.CONFIGURATION,
                                        "template of other changed",
                                        null)))
                .isEqualTo("-9, because " + NOTHING);
    }

    private static Answers failsForCustomer(String customer) {
        return new Answers()
                .error("boom")
                .flow("print_failed", 20, 0, 0)
                .flow("print_done", 90, 100, 100)
                .field("customer_id")
                .spread("customer_id", "print_failed", customer, 20, "print_done", "12", 90);
    }

    @Test
    void aFigureInAChangeIsNotTheNameOfACustomer() {
        assertThat(
                        words(
                                failsForCustomer("3"),
                                change(Shift.Sort.CONFIGURATION, "parallel prints set to 3", null)))
                .isEqualTo("-9, because " + NOTHING);
    }

    @Test
    void aFigureBesideTheNameOfItsFieldIsAName() {
        assertThat(
                        words(
                                failsForCustomer("3"),
                                change(
                                        Shift.Sort.CONFIGURATION,
                                        "paper of customer 3 changed",
                                        null)))
                .isEqualTo("14, because 20 of 20 failures have customer_id=3, which it names");
    }

    @Test
    void theVersionThatFailingEntriesCarrySaysMoreThanAnyOtherNameInTheChange() {
        assertThat(
                        words(
                                new Answers().error("boom", "shop", "north", "build", "7f3a"),
                                change(Shift.Sort.DEPLOY, "north runs build 7f3a", "7f3a")))
                .isEqualTo("14, because failing entries carry build=7f3a, which it names");
    }

    @Test
    void aNameThatEndsLikeTheVersionIsNotTheVersion() {
        assertThat(
                        words(
                                new Answers().error("boom", "printer", "printer-7"),
                                change(Shift.Sort.DEPLOY, "printer-7 runs build 7", "7")))
                .isEqualTo("5, because failing entries carry printer=printer-7, which it names");
    }

    @Test
    void aVersionThatFailingEntriesDoNotCarryIsNotLinked() {
        assertThat(
                        words(
                                new Answers().error("boom", "build", "6e21"),
                                change(Shift.Sort.DEPLOY, "build 7f3a runs", "7f3a")))
                .isEqualTo("-9, because " + NOTHING);
    }

    @Test
    void aChangeThatSpeaksOfWhatFailsIsLinkedByTheWordsTheyShare() {
        Link link =
                link(
                        new Answers().error("invoice total is negative"),
                        change(Shift.Sort.DEPLOY, "rounding of invoices", null));

        assertThat(link.words()).isEqualTo("it speaks of what fails (invoices)");
        assertThat(link.shared()).containsExactly("invoices");
    }

    @Test
    void wordsThatEveryMessageHasLinkNothing() {
        assertThat(
                        words(
                                new Answers().error("request failed with error"),
                                change(
                                        Shift.Sort.DEPLOY,
                                        "service started, request version",
                                        null)))
                .isEqualTo("-9, because " + NOTHING);
    }

    @Test
    void aStartIsLinkedToACacheThatIsOtherwiseSince() {
        assertThat(words(coldCache(), change(Shift.Sort.START, "came up", null)))
                .isEqualTo(
                        "5, because a start empties a cache, and lookup_cache is otherwise since (down)");
    }

    @Test
    void aConfigurationChangeEmptiesNoCache() {
        assertThat(words(coldCache(), change(Shift.Sort.CONFIGURATION, "policy b", null)))
                .isEqualTo("-9, because " + NOTHING);
    }

    private static Answers coldCache() {
        return new Answers()
                .error("boom")
                .answer(
                        "find_changes",
                        Map.of("limit", 20),
                        Answers.table(
                                "E-differs",
                                List.of("kind", "what", "how", "usual", "now", "since", "by"),
                                "metric",
                                "lookup_cache",
                                "down",
                                90,
                                20,
                                "02:00:00",
                                ""));
    }

    @Test
    void whereNothingWasLoggedOnlyTheTimeIsHeldAgainstAChangeAndLess() {
        assertThat(words(new Answers(), change(Shift.Sort.DEPLOY, "build 7f3a runs", "7f3a")))
                .isEqualTo(
                        "-4, because nothing was logged that it could be compared with; only the time fits");
    }

    @Test
    void thePartThatWasChangedIsLinkedWhereAllThatFailsStandsInIt() {
        assertThat(words(inPart("printer"), change(Shift.Sort.DEPLOY, "up", null)))
                .isEqualTo("6, because it is of unit=printer, which also logs what fails");
    }

    @Test
    void aChangeOfAnotherPartIsNotLinked() {
        assertThat(words(inPart("front"), change(Shift.Sort.DEPLOY, "up", null)))
                .isEqualTo("-9, because it is of unit=printer, and what fails is logged by front");
    }

    private static Answers inPart(String failing) {
        return changed("unit", "printer").error("boom", "unit", failing);
    }

    private static Answers changed(Object... fields) {
        return new Answers().entry("app", "change", Answers.ONSET.minusSeconds(60), "up", fields);
    }

    @Test
    void whatSeveralPartsSufferFromIsNotLinkedToTheChangeOfOne() {
        Answers answers = inPart("printer").error("app", "bang", Answers.ONSET, "unit", "front");

        assertThat(words(answers, change(Shift.Sort.DEPLOY, "up", null)))
                .isEqualTo(
                        "-9, because it is of unit=printer, and what fails is logged by others too");
    }

    @Test
    void aNameThatAllPartsShareDoesNotMakeThemTheSamePart() {
        Answers answers =
                changed("app", "store", "process", "printer")
                        .error("boom", "app", "store", "process", "front");

        assertThat(words(answers, change(Shift.Sort.DEPLOY, "up", null)))
                .isEqualTo(
                        "-9, because it is of process=printer, and what fails is logged by front");
    }

    @Test
    void anotherCopyOfAPartIsTheSamePart() {
        Answers answers =
                changed("service", "store", "pod", "store-1")
                        .error("boom", "service", "store", "pod", "store-2");

        assertThat(words(answers, change(Shift.Sort.DEPLOY, "up", null)))
                .isEqualTo("6, because it is of service=store, which also logs what fails");
    }

    @Test
    void whereEachPartHasALogTheChangeIsLinkedToWhatFailsInItsOwn() {
        assertThat(
                        words(
                                new Answers().error("boom").log("web"),
                                change(Shift.Sort.DEPLOY, "up", null)))
                .isEqualTo("5, because it stands in app, as does all that fails");
    }

    @Test
    void whereOtherLogsHaveFailuresTooTheLogOfTheChangeSaysNothing() {
        Answers answers =
                new Answers().error("boom").error("web", "late", Answers.ONSET.plusSeconds(900));

        assertThat(words(answers, change(Shift.Sort.DEPLOY, "up", null)))
                .isEqualTo("-9, because " + NOTHING);
    }

    @Test
    void whereThereIsButOneLogItIsNoPart() {
        assertThat(words(new Answers().error("boom"), change(Shift.Sort.DEPLOY, "up", null)))
                .isEqualTo("-9, because " + NOTHING);
    }
}

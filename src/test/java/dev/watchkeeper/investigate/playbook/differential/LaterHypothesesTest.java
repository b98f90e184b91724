package dev.watchkeeper.investigate.playbook.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.investigate.playbook.scene.Answers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A limit of a process, a called interface that changed, requests that do not arrive, work that is
/// done twice: when each is blamed, and which bystander is not.
final class LaterHypothesesTest {

    private static Considered weighed(Hypothesis hypothesis, Answers answers) {
        var weighing = new Weighing(hypothesis);
        hypothesis.weigh(answers.scene(), weighing);
        return weighing.considered();
    }

    private static boolean blamed(Hypothesis hypothesis, Answers answers) {
        return weighed(hypothesis, answers).holds();
    }

    @Test
    void tooManyOpenFilesAreALimitOfTheProcess() {
        Considered considered =
                weighed(new ProcessLimit(), new Answers().error("accept: too many open files"));

        assertThat(considered.holds()).isTrue();
        assertThat(considered.cause())
                .isEqualTo(
                        "a process has as many files, sockets or threads open as it may (file descriptors): \"accept: too many open files\" in app since 02:00:00 UTC");
    }

    @Test
    void aThreadThatCannotBeStartedIsALimitOfTheProcess() {
        assertThat(
                        blamed(
                                new ProcessLimit(),
                                new Answers().error("RuntimeError: can't start new thread")))
                .isTrue();
    }

    @Test
    void aFileThatIsMissingIsNoLimitOfTheProcess() {
        assertThat(
                        blamed(
                                new ProcessLimit(),
                                new Answers().error("open: no such file or directory")))
                .isFalse();
    }

    @Test
    void whatWasRetiredIsAChangedInterface() {
        Considered considered =
                weighed(
                        new ContractChange(),
                        new Answers().error("POST /v1/weigh answered 410: version 1 is retired"));

        assertThat(considered.holds()).isTrue();
        assertThat(considered.cause())
                .isEqualTo(
                        "interface changed: what is called no longer offers what is asked of it, \"POST /v1/weigh answered 410: version 1 is retired\" in app since 02:00:00 UTC");
    }

    @Test
    void anAnswerThatLacksAFieldIsAChangedInterface() {
        assertThat(
                        blamed(
                                new ContractChange(),
                                new Answers()
                                        .error(
                                                "the answer of scales has no field grams: response without grams")))
                .isTrue();
    }

    @Test
    void aDurationThatLooksLikeAStatusIsNoChangedInterface() {
        assertThat(
                        blamed(
                                new ContractChange(),
                                new Answers().error("weighing given up after 410 ms: no paper")))
                .isFalse();
    }

    @Test
    void aRefusedConnectionIsNoChangedInterface() {
        assertThat(
                        blamed(
                                new ContractChange(),
                                new Answers().error("connect to scales: connection refused")))
                .isFalse();
    }

    @Test
    void callsThatAreRefusedForTheirFormSpeakForAChangedInterfaceAndThoseForTheirNumberDoNot() {
        assertThat(refusals(400, 0).channels()).isEqualTo(2);
        assertThat(refusals(400, 395).channels()).isEqualTo(1);
    }

    private static Considered refusals(int bad, int limited) {
        return weighed(
                new ContractChange(),
                new Answers()
                        .error("unexpected token in the answer")
                        .number("scales.calls", 20, "5 (4..6)", "concerning")
                        .answer(
                                "get_api_usage",
                                Map.of("api", "scales"),
                                Map.of(
                                        "evidence_id",
                                        "E-api",
                                        "calls",
                                        Map.of("in_range", 1000),
                                        "status_429",
                                        limited,
                                        "statuses",
                                        Map.of("4xx", bad))));
    }

    @Test
    void whereAllThatArrivesHasAllButStoppedRequestsDoNotArrive() {
        Considered considered =
                weighed(
                        new NothingArrives(),
                        new Answers()
                                .flow("order_received", 0, 40, 41)
                                .flow("upload_accepted", 1, 20, 22));

        assertThat(considered.holds()).isTrue();
        assertThat(considered.cause())
                .startsWith(
                        "requests do not arrive any more: order_received, upload_accepted all but stopped together since 02:00:00 UTC");
    }

    @Test
    void oneKindThatStopsAloneHasACauseOfItsOwn() {
        assertThat(
                        blamed(
                                new NothingArrives(),
                                new Answers()
                                        .flow("order_received", 0, 40, 41)
                                        .flow("upload_accepted", 21, 20, 22)))
                .isFalse();
        assertThat(blamed(new NothingArrives(), new Answers().flow("order_received", 0, 40, 41)))
                .isFalse();
    }

    @Test
    void theQuietOfTheHourOfTheDayIsNoLackOfRequests() {
        assertThat(
                        blamed(
                                new NothingArrives(),
                                new Answers()
                                        .flow("order_received", 2, 40, 3)
                                        .flow("upload_accepted", 1, 20, 2)))
                .isFalse();
    }

    @Test
    void whatArrivesWhileNothingIsDoneAnyMoreIsNoLackOfRequests() {
        assertThat(
                        blamed(
                                new NothingArrives(),
                                new Answers()
                                        .flow("order_received", 40, 40, 41)
                                        .flow("weighed", 0, 40, 41)
                                        .flow("packed", 0, 40, 41)))
                .isFalse();
    }

    @Test
    void whatComesTwiceForEachPieceOfWorkIsDoneTwice() {
        Considered considered =
                weighed(
                        new DoneTwice(),
                        new Answers()
                                .flow("parcel_packed", 60, 58, 61)
                                .flow("label_paid", 120, 58, 60));

        assertThat(considered.holds()).isTrue();
        assertThat(considered.cause())
                .isEqualTo(
                        "work is done twice: label_paid comes 2 times for each parcel_packed, before once since 02:00:00 UTC");
    }

    @Test
    void workThatIsDoneTwiceIsNotLost() {
        assertThat(
                        blamed(
                                new DataLoss(),
                                new Answers()
                                        .flow("parcel_packed", 60, 58, 61)
                                        .flow("label_paid", 120, 58, 60)))
                .isFalse();
    }

    @Test
    void twiceAsMuchWorkIsNotWorkDoneTwice() {
        assertThat(
                        blamed(
                                new DoneTwice(),
                                new Answers()
                                        .flow("parcel_packed", 118, 58, 61)
                                        .flow("label_paid", 120, 58, 60)))
                .isFalse();
    }

    @Test
    void retriesAreNotWorkDoneTwice() {
        assertThat(
                        blamed(
                                new DoneTwice(),
                                new Answers()
                                        .flow("parcel_packed", 60, 58, 61)
                                        .flow("print_retried", 120, 58, 60)))
                .isFalse();
    }

    @Test
    void aMessageOfADuplicateAloneIsNotEnough() {
        assertThat(
                        blamed(
                                new DoneTwice(),
                                new Answers()
                                        .error("duplicate key value of parcel 7")
                                        .flow("parcel_packed", 60, 58, 61)
                                        .flow("label_paid", 59, 58, 60)))
                .isFalse();
    }
}

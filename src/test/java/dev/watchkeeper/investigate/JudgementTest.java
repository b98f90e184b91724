package dev.watchkeeper.investigate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.investigate.ClaudeStream.Result;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JudgementTest {

    private static Judgement failure(int exitCode, @Nullable Result result) {
        return Objects.requireNonNull(Judgement.of(signs(exitCode, result)));
    }

    private static Judgement.Signs signs(int exitCode, @Nullable Result result) {
        return new Judgement.Signs(
                exitCode,
                true,
                result,
                0,
                3,
                0,
                "",
                new Task.Investigation(List.of()),
                ClaudeSettings.of(null, "opus", 30, Duration.ofMinutes(3), 1));
    }

    private static Result refused(String text, String stopReason, int status) {
        return new Result("success", true, text, stopReason, "api_error", status, "", 0.1);
    }

    private static Result ended(String subtype, String terminalReason) {
        return new Result(subtype, true, "", "", terminalReason, 0, "", null);
    }

    @Test
    void whenAllSignsAgreeThereIsNoFailure() {
        assertThat(
                        Judgement.of(
                                signs(
                                        0,
                                        new Result(
                                                "success", false, "", "end_turn", "", 0, "", 0.1))))
                .isNull();
    }

    @Test
    void everyStatusOfTheApiHasItsSentence() {
        assertThat(failure(1, refused("", "", 429)))
                .isEqualTo(
                        new Judgement(
                                FailureKind.MODEL_OVERLOADED,
                                "The model's API was overloaded or at a limit (HTTP 429)."));
        assertThat(failure(1, refused("", "", 404)))
                .isEqualTo(
                        new Judgement(
                                FailureKind.API_REFUSED,
                                "The model's API knows no model opus (HTTP 404)."));
        assertThat(failure(1, refused("", "", 400)))
                .isEqualTo(
                        new Judgement(
                                FailureKind.API_REFUSED,
                                "The model's API refused the request (HTTP 400); look at the"
                                        + " account's credit and at the transcript."));
        assertThat(failure(1, refused("", "refusal", 0)))
                .isEqualTo(
                        new Judgement(
                                FailureKind.MODEL_REFUSED,
                                "The model declined to go on with this."));
    }

    @Test
    void aSigintFromOutsideIsNoSuccessAlthoughItEndsWithZero() {
        assertThat(failure(0, ended("error_during_execution", "aborted_streaming")))
                .isEqualTo(
                        new Judgement(
                                FailureKind.KILLED,
                                "Something outside interrupted Claude in the middle of the"
                                        + " investigation."));
    }

    @Test
    void anErrorThatIsNewToUsIsQuoted() {
        assertThat(failure(1, ended("error_of_tomorrow", "meteor")))
                .isEqualTo(
                        new Judgement(
                                FailureKind.GARBAGE,
                                "Claude ended with an error that Watchkeeper does not know:"
                                        + " error_of_tomorrow, meteor."));
    }

    @Test
    void minutesAreSaidAsMinutes() {
        assertThat(Judgement.timedOut(Duration.ofMinutes(3), "starting").reason())
                .isEqualTo(
                        "Claude did not finish in 3 minutes and was stopped while it was"
                                + " starting.");
    }
}

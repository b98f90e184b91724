package dev.watchkeeper.investigate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.ReviewPeriod;
import dev.watchkeeper.model.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class InstructionsTest {

    private static final ReviewPeriod DAY =
            new ReviewPeriod(
                    TimeRange.before(Instant.parse("2026-11-22T02:00:00Z"), Duration.ofDays(1)),
                    false);

    static Stream<Task> tasks() {
        return Stream.of(new Task.Investigation(List.of()), new Task.Review(DAY));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void theFileThatPeopleReadIsTheOneThatClaudeGets(Task task) throws IOException {
        assertThat(Path.of("claude-config", task.instructions()))
                .content()
                .isEqualTo(ClaudeInvestigator.instructions(task));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void theyAreShortAndNameTheToolThatWritesWhatTheyAreToLeave(Task task) throws IOException {
        assertThat(ClaudeInvestigator.instructions(task))
                .hasSizeLessThan(9_000)
                .contains("`write_" + task.leaves() + "`");
    }

    @Test
    void anInvestigatorIsToldOfEveryTool() throws IOException {
        String instructions = ClaudeInvestigator.instructions(new Task.Investigation(List.of()));
        assertThat(TestToolbox.NAMES).allMatch(name -> instructions.contains("`" + name + "`"));
    }

    @Test
    void thePromptHoldsNothingButTimes() {
        assertThat(new Task.Review(DAY).prompt())
                .isEqualTo(
                        "Start the daily review described in your system prompt, from 2026-11-21T02:00:00Z"
                                + " until 2026-11-22T02:00:00Z.\n");
        assertThat(new Task.Review(new ReviewPeriod(DAY.range(), true)).prompt())
                .startsWith(
                        "Start the review after a deploy described in your system prompt, from ");
    }
}

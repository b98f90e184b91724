package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.investigate.playbook.ask.Questions;
import dev.watchkeeper.investigate.playbook.ask.Reply;
import dev.watchkeeper.investigate.playbook.ask.ToolCaller;
import dev.watchkeeper.investigate.playbook.differential.Differential;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.investigate.Assignment;
import dev.watchkeeper.investigate.Effort;
import dev.watchkeeper.investigate.FailureKind;
import dev.watchkeeper.investigate.Investigator;
import dev.watchkeeper.investigate.Outcome;
import dev.watchkeeper.investigate.StepListener;
import dev.watchkeeper.investigate.Task;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.ReviewPeriod;
import dev.watchkeeper.model.SourceUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// The investigator without a model: it asks a fixed course of questions with the same tools over
/// the same endpoint, and writes what rules can find.
public final class PlaybookInvestigator implements Investigator {

    /// A disturbance is looked at from many sides; more than these would say the same again.
    private static final int MOST_QUESTIONS = 44;

    private final BiFunction<Assignment, Duration, Connection> connect;

    /// `connect` opens a connection to the assignment's endpoint, with a limit for each call.
    public PlaybookInvestigator(BiFunction<Assignment, Duration, Connection> connect) {
        this.connect = connect;
    }

    /// A connection to the tools that is closed in the end.
    public interface Connection extends ToolCaller, AutoCloseable {
        @Override
        void close();
    }

    @Override
    public Outcome investigate(Assignment assignment, StepListener steps) {
        long start = System.nanoTime();
        try (Connection connection = connect.apply(assignment, Duration.ofSeconds(60))) {
            var questions = new Questions(connection, steps, MOST_QUESTIONS);
            Map<String, Object> report =
                    switch (assignment.task()) {
                        case Task.Investigation(List<Finding> findings) ->
                                diagnosis(questions, findings, assignment.now());
                        case Task.Review(ReviewPeriod period) ->
                                new PlaybookReview(questions, period).report();
                        case Task.Trial() ->
                                throw new IllegalArgumentException(
                                        "a trial is of Claude; rules need none");
                    };
            Optional<Reply> written = questions.tell("write_" + assignment.task().leaves(), report);
            Effort effort = effort(start, questions.asked());
            if (written.isEmpty() || !assignment.written().getAsBoolean()) {
                return new Outcome.Failed(
                        effort,
                        FailureKind.NOTHING_WRITTEN,
                        "the rules' report was not accepted: "
                                + (questions.failures().isEmpty()
                                        ? "it was not found afterwards"
                                        : questions.failures().getLast()),
                        false);
            }
            return new Outcome.Completed(effort, String.valueOf(report.get("summary")));
        } catch (SourceUnavailable e) {
            return new Outcome.Failed(
                    effort(start, 0), FailureKind.TOOLS_NOT_CONNECTED, e.text(), false);
        }
    }

    private static Map<String, Object> diagnosis(
            Questions questions, List<Finding> findings, Instant now) {
        var scene = new Scene(questions, findings, now);
        Map<String, Object> report = new Diagnosis(scene, Differential.of(scene)).report();
        RunbookRun.of(scene.main(), questions).into(report);
        return report;
    }

    private static Effort effort(long start, int asked) {
        return new Effort(
                "playbook", null, 0, asked, Duration.ofNanos(System.nanoTime() - start), 0.0);
    }
}

package dev.watchkeeper.watch;

import dev.watchkeeper.evidence.Receipt;
import dev.watchkeeper.incident.ReviewSummary;
import dev.watchkeeper.incident.Verdict;
import dev.watchkeeper.investigate.InvestigatorChoice;
import dev.watchkeeper.investigate.Task;
import dev.watchkeeper.model.ReviewPeriod;
import dev.watchkeeper.state.InvestigationStore;
import dev.watchkeeper.tool.WriteReviewTool;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/// One review: check, look at everything, write, and tell when the verdict asks for it.
///
/// It stands in the records beside the investigations, so that what it costs counts for the day; a
/// review that was cut off is ended by the next one.
public final class Review {

    /// What the id of every review run begins with.
    static final String PREFIX = "review-";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TaskRun.Wording WORDING =
            new TaskRun.Wording("Reviewing", "reviews", "No review", "The rules wrote no review");

    private final Workplace workplace;
    private final Talk talk;
    private final TaskRun run;
    private final HandOvers handOvers;

    public Review(
            Workplace workplace,
            Surroundings surroundings,
            Talk talk,
            @Nullable InvestigatorChoice choice) {
        this.workplace = workplace;
        this.talk = talk;
        this.run = new TaskRun(workplace, surroundings, choice, WORDING);
        this.handOvers = new HandOvers(workplace, InstantSource.system());
    }

    /// What came of it.
    ///
    /// @param review what was written, or null
    /// @param failure why Claude, or the rules, did not write it, as a sentence; or null
    public record Result(@Nullable ReviewSummary review, @Nullable String failure) {}

    /// Whether a record of an investigation is that of a review.
    public static boolean isReview(InvestigationStore.Investigation record) {
        return record.id().startsWith(PREFIX);
    }

    /// Checks, and leaves the review of the period to the launcher; false when another review is at
    /// work on this state. Whoever settles what the launcher ends tells of it.
    public boolean handOver(ReviewPeriod period) throws IOException {
        Optional<StateLock> lock = StateLock.take(workplace.state().folder(), StateLock.REVIEW);
        if (lock.isEmpty()) {
            return false;
        }
        try (StateLock _ = lock.get()) {
            endCutOff();
            Checking.run(workplace, talk);
            String id = newId();
            double mayCost = workplace.configuration().investigate().budget().dollarsPerRun();
            workplace.investigations().begin(id, List.of(), 1, mayCost, now());
            handOvers.want(id, new Task.Review(period));
            return true;
        }
    }

    /// Ends a review that was left to a launcher. Where it wrote nothing, the rules write it now,
    /// unless they have already. Only under the patrol's lock, which says that nobody else sends.
    void ended(HandOvers.Ending ending, Task.Review task, Announcer announcer) {
        String id = ending.record().id();
        @Nullable ReviewSummary review = written(id).orElse(null);
        @Nullable String failure = null;
        String investigator = ending.said();
        double dollars = ending.dollars();
        if (review == null) {
            TaskRun.Result rules =
                    run.rules(
                            ending,
                            task,
                            workplace.toolboxForReview(task.period()),
                            new StepsText(talk));
            review = written(id).orElse(null);
            failure = rules.failure();
            investigator = rules.investigator();
            dollars = rules.dollars();
        }
        var result = new Result(review, failure);
        if (review != null && review.verdict() != Verdict.NOMINAL) {
            announcer.review(review, failure);
        }
        end(id, result, investigator, dollars);
    }

    /// Reviews the period; empty when another review is at work on this state.
    public Optional<Result> of(ReviewPeriod period) throws IOException {
        Optional<StateLock> lock = StateLock.take(workplace.state().folder(), StateLock.REVIEW);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try (StateLock _ = lock.get()) {
            endCutOff();
            return Optional.of(
                    Heartbeats.around(
                            workplace,
                            "review",
                            talk,
                            () ->
                                    new RunMeter(workplace.state(), ProcFiles.ofThisHost())
                                            .record("review", now(), () -> review(period))));
        }
    }

    private RunMeter.Done<Result> review(ReviewPeriod period) throws IOException {
        Checking.run(workplace, talk);
        Result result = write(period);
        ReviewSummary review = result.review();
        if (review != null && review.verdict() != Verdict.NOMINAL) {
            tell(review, result.failure());
        }
        return new RunMeter.Done<>(result, outcome(result));
    }

    private Instant now() {
        return workplace.clock().instant();
    }

    private Result write(ReviewPeriod period) {
        String id = newId();
        @Nullable String withheld = withheld();
        workplace
                .investigations()
                .begin(id, List.of(), 1, withheld == null ? run.mayCost() : 0, now());
        TaskRun.Result ended =
                run.run(
                        id,
                        new Task.Review(period),
                        workplace.toolboxForReview(period),
                        withheld,
                        new StepsText(talk));
        var result = new Result(written(id).orElse(null), ended.failure());
        end(id, result, ended.investigator(), ended.dollars());
        return result;
    }

    private static String newId() {
        return PREFIX + UUID.randomUUID().toString().substring(0, 12);
    }

    private void end(String id, Result result, String investigator, double dollars) {
        workplace
                .investigations()
                .end(
                        id,
                        result.review() == null
                                ? InvestigationStore.State.FAILED
                                : InvestigationStore.State.DONE,
                        investigator,
                        outcome(result),
                        null,
                        dollars,
                        now());
    }

    private Optional<ReviewSummary> written(String id) {
        return run.written(id, WriteReviewTool.NAME)
                .map(Receipt::content)
                .map(content -> JSON.readTree(content).path("review").asString(""))
                .flatMap(workplace.reviews()::find);
    }

    /// Why Claude is left alone now, as a clause; null when it may be tried.
    public @Nullable String leftAlone() {
        return run.leftAlone();
    }

    /// Why Claude may not review now: the money of the day is spent.
    public @Nullable String withheld() {
        double spent =
                workplace.investigations().since(now().minus(Duration.ofDays(1))).stream()
                        .mapToDouble(InvestigationStore.Investigation::dollars)
                        .sum();
        double most = workplace.configuration().investigate().budget().dollarsPerDay();
        return spent < most
                ? null
                : String.format("the budget of $%.2f a day is used up ($%.2f spent)", most, spent);
    }

    private static String outcome(Result result) {
        ReviewSummary review = result.review();
        String written =
                review == null
                        ? "no review"
                        : review.id()
                                + (review.verdict() == null ? "" : ", " + review.verdict().word());
        return result.failure() == null ? written : written + ": " + result.failure();
    }

    /// Under the review's lock, a review without an end is one whose process died.
    private void endCutOff() {
        for (var record : workplace.investigations().unfinished()) {
            if (isReview(record) && !handOvers.has(record.id())) {
                workplace
                        .investigations()
                        .end(
                                record.id(),
                                InvestigationStore.State.FAILED,
                                "unknown",
                                "the review was cut off",
                                null,
                                record.dollars(),
                                now());
            }
        }
    }

    /// Puts the message into the outbox, and sends it unless a patrol is at work, which sends it.
    private void tell(ReviewSummary review, @Nullable String failure) throws IOException {
        var announcer = new Announcer(workplace, talk);
        announcer.review(review, failure);
        Optional<PatrolClaim> claim = PatrolClaim.take(workplace, ProcFiles.ofThisHost());
        if (claim.isPresent()) {
            try (PatrolClaim _ = claim.get()) {
                announcer.deliver();
            }
        }
    }
}

package dev.watchkeeper.cli;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.incident.ReviewSummary;
import dev.watchkeeper.incident.Verdict;
import dev.watchkeeper.investigate.InvestigatorChoice;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.ReviewPeriod;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.tool.TimeArgument;
import dev.watchkeeper.watch.HandOvers;
import dev.watchkeeper.watch.Review;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.ObjectMapper;

/// The daily health analysis.
@Command(
        name = "review",
        description = {
            "Looks at everything of the last day, and writes a review: nominal, anomaly or issue.",
            "Whoever is under notify is told of an anomaly or an issue; of a nominal day nobody is.",
            "",
            "  watchkeeper review",
            "  watchkeeper review --after-deploy           the last hour",
            "  watchkeeper review --after-deploy=now-20m   since then"
        },
        mixinStandardHelpOptions = true)
final class ReviewCommand implements Callable<Integer> {

    private static final Duration DAY = Duration.ofDays(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BUSY = "Another review is at work on this state; nothing was done.";

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Option(
            names = "--after-deploy",
            arity = "0..1",
            paramLabel = "TIME",
            fallbackValue = "now-1h",
            description =
                    "Only what came since a deploy, against the time before: RFC 3339 or now-20m; default now-1h.")
    private @Nullable String deploy;

    @Option(
            names = "--investigator",
            paramLabel = "auto|claude|playbook",
            description = "Who reviews; default: what tools.yaml says.")
    private @Nullable InvestigatorChoice investigator;

    @Option(
            names = "--hand-over",
            description =
                    "Leave the review to the launcher of another user; watchkeeper follow-up tells what it came to.")
    private boolean handOver;

    ReviewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Terminal terminal = Terminal.of(options, surroundings);
        try (Workplace workplace = options.workplace(surroundings)) {
            ReviewPeriod period = period(workplace.clock().instant());
            var one = new Review(workplace, surroundings, terminal, investigator);
            if (handOver
                    && HandOvers.suits(workplace, investigator)
                    && one.withheld() == null
                    && one.leftAlone() == null) {
                terminal.say(one.handOver(period) ? "The review is left to the launcher." : BUSY);
                return ExitCode.FINE;
            }
            Optional<Review.Result> done = one.of(period);
            if (done.isEmpty()) {
                terminal.say(BUSY);
                return ExitCode.FINE;
            }
            ReviewSummary review = done.get().review();
            if (review == null) {
                terminal.say("No review was written. " + done.get().failure());
                return ExitCode.INTERNAL;
            }
            terminal.result(
                    options.json() ? json(review, done.get().failure()) : text(terminal, review));
            return review.verdict() == Verdict.NOMINAL ? ExitCode.FINE : ExitCode.FINDINGS;
        }
    }

    private ReviewPeriod period(Instant now) {
        if (deploy == null) {
            return new ReviewPeriod(TimeRange.before(now, DAY), false);
        }
        Instant from = TimeArgument.parse("--after-deploy", deploy, now);
        if (!from.isBefore(now)) {
            throw new BadRequest("--after-deploy must be before " + now + ", got " + from);
        }
        return new ReviewPeriod(new TimeRange(from, now), true);
    }

    private static String text(Terminal terminal, ReviewSummary review) {
        String verdict =
                review.verdict() == null
                        ? "UNKNOWN"
                        : review.verdict().word().toUpperCase(Locale.ROOT);
        String shown =
                switch (review.verdict()) {
                    case NOMINAL -> terminal.green(verdict);
                    case ANOMALY -> terminal.yellow(verdict);
                    case ISSUE -> terminal.red(verdict);
                    case null -> verdict;
                };
        return shown + "  " + review.file();
    }

    private static String json(ReviewSummary review, @Nullable String failure) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", review.id());
        json.put("verdict", review.verdict() == null ? null : review.verdict().word());
        json.put("severity", review.severity() == null ? null : review.severity().name());
        json.put("summary", review.summary());
        json.put("reviewer", review.reviewer());
        json.put("not_by_claude_because", failure);
        json.put("file", review.file().toString());
        return JSON.writeValueAsString(json);
    }
}

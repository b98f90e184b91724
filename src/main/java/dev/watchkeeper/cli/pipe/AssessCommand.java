package dev.watchkeeper.cli.pipe;

import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.analysis.Quantity;
import dev.watchkeeper.analysis.series.Assessment;
import dev.watchkeeper.analysis.series.Assessor;
import dev.watchkeeper.analysis.series.Question;
import dev.watchkeeper.analysis.series.Verdict;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.Series;
import dev.watchkeeper.source.TimeText;
import dev.watchkeeper.workplace.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The verdict on a series as a filter.
@Command(
        name = "assess",
        description = {
            "Says whether a series of numbers is normal, unusual or concerning, and against what.",
            "",
            "  watchkeeper assess depth.csv --bad high --unit jobs",
            "  watchkeeper assess disk.csv --unit %% --limit 100%%",
            "  watchkeeper assess --scores cpu.csv    every row with a score of 0 to 1; from 0.5 on it is an alarm"
        },
        mixinStandardHelpOptions = true)
public final class AssessCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "CSV with a column of times and one of numbers; - or nothing for standard input.")
    private @Nullable Path file;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "Of the numbers: ms, %%, bytes, jobs.")
    private @Nullable String unit;

    @Option(
            names = "--bad",
            paramLabel = "high|low|both",
            description = "Which way is bad; both when not given.")
    private Direction bad = Direction.BOTH;

    @Option(
            names = "--normal",
            paramLabel = "CONDITION",
            description = "What is normal: \"< 10\", \"5..20\", \"< 90%%\".")
    private @Nullable String normal;

    @Option(
            names = "--concerning",
            paramLabel = "CONDITION",
            description = "What is concerning: \"> 20 for 5m\".")
    private @Nullable String concerning;

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            description = "Where it is full or exhausted; the time until then is forecast.")
    private @Nullable String limit;

    @Option(
            names = "--now",
            paramLabel = "TIME",
            description = "Judge as of then; as of the last point when not given.")
    private @Nullable String now;

    @Option(
            names = "--value",
            paramLabel = "COLUMN",
            description = "The column of numbers; guessed when not given.")
    private @Nullable String column;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--scores", description = "Print the rows with a column score instead.")
    private boolean scores;

    public AssessCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (file == null || file.toString().equals("-")) {
            return run(surroundings.in());
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new BadRequest(
                    "FILE must be a CSV file that can be read, got "
                            + file
                            + (Files.exists(file) ? "" : ", which does not exist"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return run(in);
        }
    }

    private int run(InputStream in) throws IOException {
        var rows = new CsvPoints(in, column);
        if (scores) {
            new AssessScores(rows).print(surroundings.out(), surroundings.err());
            return ExitCode.FINE;
        }
        Question asked = question();
        Series series = rows.series(surroundings.err());
        Instant until =
                now != null
                        ? asked.now()
                        : series.isEmpty() ? asked.now() : series.time(series.size() - 1);
        var question =
                new Question(
                        until,
                        asked.unit(),
                        asked.direction(),
                        Question.stepOf(series),
                        asked.normal(),
                        asked.concerning(),
                        asked.limit(),
                        List.of());
        Assessment assessment = Assessor.assess(series, question);
        var text = new AssessText(assessment, question);
        for (String line : json ? List.of(text.json()) : text.lines()) {
            surroundings.out().println(line);
        }
        return assessment.verdict() == Verdict.CONCERNING ? ExitCode.FINDINGS : ExitCode.FINE;
    }

    /// What the options say, before anything is read.
    private Question question() {
        Instant until =
                now == null
                        ? Instant.EPOCH
                        : new TimeText(ZoneOffset.UTC, InstantSource.system())
                                .parse(now)
                                .orElseThrow(() ->
                                        new BadRequest(
                                                "--now must be a time such as 2026-11-22T04:00:00Z, got "
                                                        + now));
        Double full = null;
        try {
            full = limit == null ? null : Double.valueOf(Quantity.parse(limit).in(unit));
        } catch (IllegalArgumentException e) {
            throw new BadRequest(
                    "--limit must be a number that goes with the unit, such as 100 or 90%, got "
                            + limit);
        }
        return new Question(
                until,
                unit,
                bad,
                Question.stepOf(Series.EMPTY),
                condition("--normal", normal),
                condition("--concerning", concerning),
                full,
                List.of());
    }

    private @Nullable Condition condition(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        Condition condition = Condition.parse(text);
        try {
            condition.holds(0, unit);
        } catch (IllegalArgumentException e) {
            throw new BadRequest(option + " " + text + ": " + e.getMessage());
        }
        return condition;
    }
}

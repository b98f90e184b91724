package dev.watchkeeper.cli.pipe;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.workplace.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Template mining as a filter.
@Command(
        name = "patterns",
        description = {
            "Prints the kinds of messages in a log: templates with <*> for what varies, and how often each comes.",
            "",
            "  watchkeeper patterns app.log",
            "  journalctl -o cat | watchkeeper patterns",
            "  watchkeeper patterns --assign app.log    one JSON object per input line"
        },
        mixinStandardHelpOptions = true)
public final class PatternsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The log; - or nothing for standard input.")
    private @Nullable Path file;

    @Option(
            names = "--assign",
            description =
                    "Print one JSON object per input line: {\"line\":N,\"pattern\":\"id\",\"template\":\"…\"}.")
    private boolean assign;

    @Option(
            names = "--format",
            paramLabel = "loguru|jsonl|plain",
            description = "How lines hold their message; guessed from the first lines.")
    private @Nullable LogFormat format;

    public PatternsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        var filter =
                new PatternsFilter(
                        new PatternsFilter.Options(assign, Optional.ofNullable(format), List.of()));
        if (file == null || file.toString().equals("-")) {
            filter.run(surroundings.in(), surroundings.out(), surroundings.err());
            return ExitCode.FINE;
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new BadRequest(
                    "FILE must be a log file that can be read, got "
                            + file
                            + (Files.exists(file) ? "" : ", which does not exist"));
        }
        filter.run(file, surroundings.out(), surroundings.err());
        return ExitCode.FINE;
    }
}

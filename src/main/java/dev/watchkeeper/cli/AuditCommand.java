package dev.watchkeeper.cli;

import dev.watchkeeper.audit.Anchor;
import dev.watchkeeper.audit.AuditReader;
import dev.watchkeeper.audit.AuditRecord;
import dev.watchkeeper.audit.Verification;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.tool.TimeArgument;
import dev.watchkeeper.workplace.StateFolder;
import dev.watchkeeper.workplace.Surroundings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.ObjectMapper;

/// Shows who asked what, or proves that the record of it is whole.
@Command(
        name = "audit",
        description = {
            "Shows who asked what, from where, and what came of it: the newest last. Times are UTC.",
            "",
            "  watchkeeper audit --since now-1d --refused",
            "  watchkeeper audit --verify",
            "",
            "--verify reads everything and ends with 1 at the first place that is not as it was written.",
            "It prints an anchor; noted elsewhere and given with --anchor later, it shows what was written anew since."
        },
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 100_000;

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Option(names = "--verify", description = "Check every record there is.")
    private boolean verify;

    @Option(
            names = "--anchor",
            paramLabel = "N:HASH",
            description = "With --verify: what an earlier --verify printed, kept elsewhere.")
    private @Nullable String anchor;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only records since then: RFC 3339, or now-1d.")
    private @Nullable String since;

    @Option(
            names = "--principal",
            paramLabel = "NAME",
            description = "Only what this token or user did.")
    private @Nullable String principal;

    @Option(names = "--tool", paramLabel = "TOOL", description = "Only calls of this tool.")
    private @Nullable String tool;

    @Option(names = "--refused", description = "Only what was refused.")
    private boolean refused;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many of the newest, at most 100,000. Default: ${DEFAULT-VALUE}.")
    private int limit;

    AuditCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path folder = options.stateFolder(surroundings).resolve(StateFolder.AUDIT);
        Terminal terminal = Terminal.of(options, surroundings);
        if (verify) {
            return verify(folder, terminal);
        }
        if (anchor != null) {
            throw new BadRequest("--anchor is for --verify");
        }
        if (limit < 1 || limit > MOST) {
            throw new BadRequest("--limit must be between 1 and 100,000, got " + limit);
        }
        show(folder, terminal);
        return ExitCode.FINE;
    }

    private int verify(Path folder, Terminal terminal) {
        Verification verification =
                Verification.of(folder, Optional.ofNullable(anchor).map(Anchor::parse));
        if (options.json()) {
            terminal.result(JSON.writeValueAsString(AuditText.json(verification)));
        } else {
            AuditText.lines(verification, terminal).forEach(terminal::result);
        }
        return verification.holds() ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private void show(Path folder, Terminal terminal) {
        @Nullable Instant from =
                since == null
                        ? null
                        : TimeArgument.parse("--since", since, options.clock().instant());
        Deque<AuditRecord> newest = new ArrayDeque<>();
        var counted =
                new Object() {
                    long matching;
                };
        var unread =
                new AuditReader(folder)
                        .read(
                                from,
                                record -> {
                                    if (wanted(record)) {
                                        counted.matching++;
                                        newest.addLast(record);
                                        if (newest.size() > limit) {
                                            newest.removeFirst();
                                        }
                                    }
                                });
        for (AuditRecord record : newest) {
            terminal.result(
                    options.json()
                            ? JSON.writeValueAsString(record.fields())
                            : AuditText.line(record, terminal));
        }
        if (counted.matching == 0) {
            terminal.say("Nothing of that kind is recorded in " + folder + ".");
        } else if (counted.matching > limit) {
            terminal.say(
                    String.format(
                            "the newest %,d of %,d; more with --limit", limit, counted.matching));
        }
        if (unread.lines() > 0) {
            terminal.say(
                    String.format(
                            "%,d lines are not as they were written: watchkeeper audit --verify",
                            unread.lines()));
        }
    }

    private boolean wanted(AuditRecord record) {
        return (principal == null || record.text("who").equals(principal))
                && (tool == null || record.text("tool").equals(tool))
                && (!refused || record.refused());
    }
}

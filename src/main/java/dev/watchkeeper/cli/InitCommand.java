package dev.watchkeeper.cli;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.config.ConfigReader;
import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.disclosure.redaction.MarkKey;
import dev.watchkeeper.disclosure.redaction.RedactionLevel;
import dev.watchkeeper.disclosure.redaction.Redactor;
import dev.watchkeeper.init.Inspection;
import dev.watchkeeper.init.Proposal;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.workplace.Catalogs;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Proposes a tools.yaml for this host.
@Command(
        name = "init",
        description = {
            "Looks at this host and proposes a tools.yaml: services, SQLite files and their tables, logs, Docker volumes,",
            "what listens. Reads files only; writes the proposal, and never over a file that exists. Each entry of it says",
            "what was seen, and what was left out is said too. Named folders are looked into besides the usual ones",
            "(those of services, /srv, /opt, /var/www, /home, /var/lib, /var/log).",
            "",
            "Exit code 1 when nothing was found that can be watched."
        },
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            defaultValue = "tools.yaml",
            description = "Where to write the proposal; - prints it. Default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("tools.yaml");

    @Option(
            names = "--root",
            paramLabel = "DIR",
            defaultValue = "/",
            description =
                    "Look at a host whose root folder is mounted here. Default: ${DEFAULT-VALUE}.")
    private Path root = Path.of("/");

    @Option(names = "--yes", description = "Ask nothing; decide by what was written lately.")
    private boolean yes;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description =
                    "How long reading what was found may take; what it does not come to is said. Default: ${DEFAULT-VALUE}.")
    private int seconds = 60;

    @Parameters(paramLabel = "FOLDER", arity = "0..*", description = "Look into this folder too.")
    private List<Path> folders = List.of();

    InitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        if (options.config() != null) {
            throw new BadRequest("init makes a tools.yaml and takes no --config; see --output");
        }
        if (options.json()) {
            throw new BadRequest("init makes YAML and takes no --json; --output - prints it");
        }
        if (seconds < 1 || seconds > 86_400) {
            throw new BadRequest("--seconds must be between 1 and 86400, got " + seconds);
        }
        boolean printed = output.toString().equals("-");
        if (!printed && Files.exists(output, LinkOption.NOFOLLOW_LINKS)) {
            throw NewFile.exists(output);
        }
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new BadRequest("there is no folder " + folder + " to look into");
            }
        }
        try (ScratchFolder scratch = ScratchFolder.make()) {
            Inspection inspection =
                    Inspection.of(
                            root,
                            folders,
                            options.clock(),
                            scratch.path().resolve("indexes"),
                            Duration.ofSeconds(seconds),
                            terminal::progress);
            Set<String> chosen =
                    new InitQuestion(terminal, surroundings, yes).choose(inspection.groups());
            Proposal proposal = inspection.proposal(chosen, topic());
            if (proposal.watched().isEmpty()) {
                nothing(terminal, proposal);
                return ExitCode.FINDINGS;
            }
            validate(proposal, scratch.path());
            if (printed) {
                proposal.text().lines().forEach(terminal::result);
                return ExitCode.FINE;
            }
            NewFile.write(output, proposal.text());
            said(terminal, proposal);
            return ExitCode.FINE;
        }
    }

    /// Reads the proposal as every command will, before anybody sees it.
    private void validate(Proposal proposal, Path scratch) {
        Path file = output.toAbsolutePath();
        Configuration configuration =
                new ConfigReader(Workplace.vocabulary(), surroundings.environment())
                        .read(
                                "the proposal",
                                proposal.text(),
                                Objects.requireNonNull(file.getParent()));
        Redactor redactor =
                Redactor.of(RedactionLevel.SECRETS, MarkKey.of(new byte[32]), List.of(), List.of());
        try (StateDatabase state = StateDatabase.open(scratch.resolve("state"));
                Catalogs catalogs =
                        Catalogs.open(configuration, options.clock(), file, state, _ -> redactor)) {
            // that it opens is all that is wanted
            Objects.requireNonNull(catalogs.usual());
        }
    }

    private static void nothing(Terminal terminal, Proposal proposal) {
        terminal.result(
                "Nothing was found that can be watched, so nothing was written. If logs or SQLite files lie elsewhere,"
                        + " name their folder: watchkeeper init FOLDER");
        proposal.leftOut().stream()
                .limit(20)
                .forEach(line -> terminal.result("  left out  " + line));
        proposal.remarks().forEach(terminal::result);
    }

    private void said(Terminal terminal, Proposal proposal) {
        terminal.result(terminal.bold("Watched, by " + output));
        proposal.watched().forEach(line -> terminal.result("  " + line));
        if (!proposal.leftOut().isEmpty()) {
            terminal.result(terminal.bold("Left out"));
            proposal.leftOut().stream().limit(12).forEach(line -> terminal.result("  " + line));
            if (proposal.leftOut().size() > 12) {
                terminal.result(
                        "  and "
                                + (proposal.leftOut().size() - 12)
                                + " more, which the file names");
            }
        }
        proposal.remarks().forEach(terminal::result);
        String config = output.toString().equals("tools.yaml") ? "" : " --config " + output;
        terminal.result("Read it, then run:  watchkeeper check" + config);
        terminal.result("               and  watchkeeper doctor" + config);
    }

    /// Whoever knows the name of a topic reads along, so that nobody may guess it.
    private static String topic() {
        byte[] random = new byte[10];
        new SecureRandom().nextBytes(random);
        return "watchkeeper-" + HexFormat.of().formatHex(random);
    }
}

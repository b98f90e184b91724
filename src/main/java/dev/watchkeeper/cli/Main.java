package dev.watchkeeper.cli;

import dev.watchkeeper.cli.ignore.IgnoreCommand;
import dev.watchkeeper.cli.pipe.AssessCommand;
import dev.watchkeeper.cli.pipe.PatternsCommand;
import dev.watchkeeper.cli.proposal.ProposalsCommand;
import dev.watchkeeper.cli.runbook.RunbooksCommand;
import dev.watchkeeper.cli.silence.SilenceCommand;
import dev.watchkeeper.cli.status.StatusCommand;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.token.TokensCommand;
import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.model.BadConfig;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.DiagnosticException;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.workplace.Surroundings;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The entry point; a bare call prints the help. stdout is the result, stderr the talk; nothing
/// else in the program writes to either.
@Command(
        name = "watchkeeper",
        description = {
            "Stands watch over one production host: read-only diagnostics for Claude, a check that needs no model,",
            "and an investigation when something deserves one.",
            ""
        },
        footer = {
            "",
            "Start with  watchkeeper demo  (nothing to configure). With a tools.yaml of your own:",
            "  watchkeeper check          what is wrong now, without a model",
            "  watchkeeper patrol         check, notify, investigate: what a timer runs",
            "  watchkeeper call get_overview   what Claude would see",
            "",
            "Exit codes: 0 fine, 1 findings present, 2 bad usage or configuration, 3 a source is unavailable,",
            "4 internal error."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class)
public final class Main implements Runnable {

    @Spec @Nullable CommandSpec spec;

    private Main() {}

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    public static void main(String[] arguments) {
        System.exit(
                run(
                        arguments,
                        new Surroundings(System.in, System.out, System.err, System.getenv())));
    }

    /// Runs one command line.
    ///
    /// @return the exit code
    static int run(String[] arguments, Surroundings surroundings) {
        PrintStream err = surroundings.err();
        // libraries that print, print to stderr: stdout is the result, or the protocol
        System.setOut(err);
        Quiet.libraries();
        Surroundings all;
        try {
            all =
                    new Surroundings(
                            surroundings.in(),
                            surroundings.out(),
                            err,
                            ServiceCredentials.in(surroundings.environment()));
        } catch (BadConfig e) {
            return sentence(e, err, ExitCode.USAGE);
        }
        List<Subcommand> called = called(arguments, all);
        CommandLine line = called.size() == 1 ? bare() : new CommandLine(new Main());
        called.forEach(command -> line.addSubcommand(command.name(), command.made().get()));
        if (called.size() > 1) {
            line.addSubcommand(new HelpCommand());
        }
        answerVersion(line);
        line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setUsageHelpAutoWidth(true);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Main::badUsage);
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, err));
        return line.execute(arguments);
    }

    /// What stands before a command that is called by its name: its own options and its help are
    /// for those who ask for them.
    private static CommandLine bare() {
        return new CommandLine(CommandSpec.create().name("watchkeeper"));
    }

    /// `--version` means the program's, wherever it stands.
    private static void answerVersion(CommandLine line) {
        line.getCommandSpec().versionProvider(new VersionLine());
        line.getSubcommands().values().forEach(Main::answerVersion);
    }

    /// A command by its name. Only what is called is made: to read the options of all would take
    /// longer than most answers.
    private record Subcommand(String name, Supplier<Object> made) {}

    /// The subcommands, in the order of the help. A new one is one file and one line here.
    private static List<Subcommand> subcommands(Surroundings surroundings) {
        return List.of(
                new Subcommand("demo", () -> new DemoCommand(surroundings)),
                new Subcommand("init", () -> new InitCommand(surroundings)),
                new Subcommand("doctor", () -> new DoctorCommand(surroundings)),
                new Subcommand("check", () -> new CheckCommand(surroundings)),
                new Subcommand("patrol", () -> new PatrolCommand(surroundings)),
                new Subcommand("investigate", () -> new InvestigateCommand(surroundings)),
                new Subcommand("review", () -> new ReviewCommand(surroundings)),
                new Subcommand("status", () -> new StatusCommand(surroundings)),
                new Subcommand("runs", () -> new RunsCommand(surroundings)),
                new Subcommand("silence", () -> SilenceCommand.with(surroundings)),
                new Subcommand("serve", () -> new ServeCommand(surroundings)),
                new Subcommand("tokens", () -> TokensCommand.with(surroundings)),
                new Subcommand("launch", () -> new LaunchCommand(surroundings)),
                new Subcommand("bridge", () -> new BridgeCommand(surroundings)),
                new Subcommand("follow-up", () -> new FollowUpCommand(surroundings)),
                new Subcommand("report-failure", () -> new ReportFailureCommand(surroundings)),
                new Subcommand("collect", () -> new CollectCommand(surroundings)),
                new Subcommand("call", () -> new CallCommand(surroundings)),
                new Subcommand("tools", () -> new ToolsCommand(surroundings)),
                new Subcommand("incidents", () -> new IncidentsCommand(surroundings)),
                new Subcommand("feedback", () -> new FeedbackCommand(surroundings)),
                new Subcommand("ignore", () -> IgnoreCommand.with(surroundings)),
                new Subcommand("proposals", () -> ProposalsCommand.with(surroundings)),
                new Subcommand("actions", () -> new ActionsCommand(surroundings)),
                new Subcommand("runbooks", () -> RunbooksCommand.with(surroundings)),
                new Subcommand("gaps", () -> new GapsCommand(surroundings)),
                new Subcommand("audit", () -> new AuditCommand(surroundings)),
                new Subcommand("patterns", () -> new PatternsCommand(surroundings)),
                new Subcommand("assess", () -> new AssessCommand(surroundings)),
                new Subcommand("schema", () -> new SchemaCommand(surroundings)));
    }

    /// The one command that is called by its name, or all, for the help and for names that are
    /// none.
    private static List<Subcommand> called(String[] arguments, Surroundings surroundings) {
        List<Subcommand> all = subcommands(surroundings);
        return all.stream()
                .filter(command -> arguments.length > 0 && command.name().equals(arguments[0]))
                .findFirst()
                .map(List::of)
                .orElse(all);
    }

    private static int badUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println(failure.getMessage());
        if (failure instanceof CommandLine.UnmatchedArgumentException
                && command.getParent() == null
                && String.valueOf(failure.getMessage()).contains("option")) {
            command.getErr()
                    .println("Options stand behind the command: watchkeeper check --config FILE");
        } else if (!CommandLine.UnmatchedArgumentException.printSuggestions(
                failure, command.getErr())) {
            command.getErr()
                    .println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.USAGE;
    }

    private static int failed(Exception failure, PrintStream err) {
        return switch (failure) {
            case BadRequest bad -> sentence(bad, err, ExitCode.USAGE);
            case BadConfig bad -> sentence(bad, err, ExitCode.USAGE);
            case SourceUnavailable unavailable -> sentence(unavailable, err, ExitCode.UNAVAILABLE);
            default -> {
                err.println(
                        "internal error; this is a bug of Watchkeeper, please report what follows");
                failure.printStackTrace(err);
                yield ExitCode.INTERNAL;
            }
        };
    }

    private static int sentence(DiagnosticException failure, PrintStream err, int code) {
        err.println(Characters.visible(failure.text()).text());
        return code;
    }
}

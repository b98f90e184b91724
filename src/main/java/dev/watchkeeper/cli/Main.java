package dev.watchkeeper.cli;

import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.model.BadConfig;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.DiagnosticException;
import dev.watchkeeper.model.SourceUnavailable;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
        versionProvider = Version.class)
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
        CommandLine line = new CommandLine(new Main());
        for (Object command : commands(surroundings)) {
            line.addSubcommand(command);
        }
        line.addSubcommand(new HelpCommand());
        line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setUsageHelpAutoWidth(true);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Main::badUsage);
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, err));
        return line.execute(arguments);
    }

    /// The subcommands, in the order of the help. A new one is one file and one line here.
    private static List<Object> commands(Surroundings surroundings) {
        return List.of(
                new DemoCommand(surroundings),
                new CheckCommand(surroundings),
                new PatrolCommand(surroundings),
                new InvestigateCommand(surroundings),
                new ReviewCommand(surroundings),
                new StatusCommand(surroundings),
                new RunsCommand(surroundings),
                SilenceCommand.with(surroundings),
                new ServeCommand(surroundings),
                TokensCommand.with(surroundings),
                new CollectCommand(surroundings),
                new CallCommand(surroundings),
                new ToolsCommand(surroundings),
                new IncidentsCommand(surroundings),
                new AuditCommand(surroundings),
                new PatternsCommand(surroundings),
                new AssessCommand(surroundings),
                new SchemaCommand(surroundings));
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

package dev.watchkeeper.cli;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.disclosure.VisibleValues;
import dev.watchkeeper.doctor.Checkup;
import dev.watchkeeper.doctor.Installation;
import dev.watchkeeper.doctor.Observation;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.ObjectMapper;

/// Whether everything works that tools.yaml names.
@Command(
        name = "doctor",
        description = {
            "Checks everything that tools.yaml names, and the installation around it: sources and streams, that writing is",
            "refused, statements, ignores, channels, Claude, the MCP server, tokens, timers, disks, the clock. Each line that",
            "is not green says what to type. Reads only; sends and starts only what --send and --run-claude ask for.",
            "",
            "Exit code 0 when all is well (what cannot be told here counts as nothing), 1 with warnings or failures, 2 when",
            "tools.yaml has problems."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = Path.of("/");

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Option(names = "--send", description = "Send a test message to every channel.")
    private boolean send;

    @Option(
            names = "--run-claude",
            description = "Start a run of Claude that does nothing; costs about a cent.")
    private boolean runClaude;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "As root: look as this user, whom the watch runs as.")
    private @Nullable String user;

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (user != null) {
            return new AsUser(user, surroundings).run();
        }
        Terminal terminal = Terminal.of(options, surroundings);
        Path file = Workplace.configFile(options.config());
        Path stateFolder = options.stateFolder(surroundings);
        // what is opened to be looked at leaves no trace in the state of the watch
        try (ScratchFolder scratch = ScratchFolder.make();
                Workplace workplace =
                        Workplace.open(
                                file,
                                scratch.path().resolve("state"),
                                options.clock(),
                                surroundings);
                Kept kept = Kept.open(stateFolder)) {
            var installation =
                    new Installation(
                            workplace.configuration(),
                            file,
                            stateFolder,
                            kept.state(),
                            workplace.catalog(),
                            workplace.catalogs().sources(),
                            workplace.toolbox(),
                            surroundings.environment(),
                            options.clock(),
                            InstantSource.system(),
                            ROOT,
                            arguments(),
                            new Installation.Wishes(send, runClaude));
            var text = new DoctorText(terminal);
            List<Checkup.Section> sections =
                    Checkup.run(
                            installation,
                            terminal::progress,
                            options.json() ? _ -> {} : text::print);
            if (options.json()) {
                terminal.result(JSON.writeValueAsString(new VisibleValues().of(json(sections))));
            } else {
                text.summary(sections);
            }
            return sections.stream()
                            .flatMap(section -> section.observations().stream())
                            .anyMatch(seen -> seen.mark().needsCare())
                    ? ExitCode.FINDINGS
                    : ExitCode.FINE;
        }
    }

    /// The state of the watch, where there is one.
    private record Kept(@Nullable StateDatabase state) implements AutoCloseable {

        static Kept open(Path folder) {
            if (!Files.isRegularFile(folder.resolve("watchkeeper.db"))
                    || !Files.isWritable(folder)) {
                return new Kept(null);
            }
            try {
                return new Kept(StateDatabase.open(folder));
            } catch (SourceUnavailable e) {
                return new Kept(null);
            }
        }

        @Override
        public void close() {
            if (state != null) {
                state.close();
            }
        }
    }

    /// What a command needs to mean the same installation.
    private String arguments() {
        return (options.config() == null ? "" : " --config " + options.config())
                + (options.state() == null ? "" : " --state " + options.state());
    }

    private static Map<String, Object> json(List<Checkup.Section> sections) {
        var json = new LinkedHashMap<String, Object>();
        json.put(
                "observations",
                sections.stream()
                        .flatMap(section ->
                                section.observations().stream()
                                        .map(seen -> json(section.probe(), seen)))
                        .toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(String probe, Observation seen) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("probe", probe);
        json.put("mark", seen.mark().name().toLowerCase(java.util.Locale.ROOT));
        json.put("what", seen.what());
        json.put("fact", seen.fact());
        json.put("remedy", seen.remedy());
        return json;
    }
}

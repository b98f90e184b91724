package dev.watchkeeper.investigate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Starts `claude -p` with every built-in tool removed and our endpoint as the only server, watches
/// it, and believes it only when all signs of success agree.
public final class ClaudeInvestigator implements Investigator {

    private final ClaudeSettings settings;
    private final Map<String, String> environment;

    /// @param environment our own: where to look for the program and the credential
    public ClaudeInvestigator(ClaudeSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Outcome investigate(Assignment assignment, StepListener steps) {
        long start = System.nanoTime();
        Optional<Path> program = ClaudeBinary.locate(environment, settings.claude());
        if (program.isEmpty()) {
            return notStarted(assignment, start, FailureKind.NO_CLAUDE, noClaude());
        }
        ClaudeBinary claude;
        try {
            claude = ClaudeBinary.inspect(program.get());
        } catch (IOException e) {
            return notStarted(
                    assignment,
                    start,
                    FailureKind.NO_CLAUDE,
                    "Claude Code at " + program.get() + " " + e.getMessage() + ".");
        }
        var missing = ClaudeCommand.missingOptions(claude);
        if (!missing.isEmpty()) {
            Judgement tooOld = Judgement.tooOld(String.join(", ", missing));
            return notStarted(assignment, start, tooOld.kind(), tooOld.reason());
        }
        try (StopOnExit onExit = new StopOnExit();
                RunFolder folder = RunFolder.open(assignment.runDirectory());
                Login login = Login.lend(environment, folder.home())) {
            folder.sweepNeighbours();
            return new ClaudeRun(settings, claude, login.credential(), folder, assignment, onExit)
                    .run(environment, instructions(assignment.task()), steps, start);
        } catch (IOException e) {
            return notStarted(
                    assignment,
                    start,
                    FailureKind.NOT_STARTED,
                    "The "
                            + assignment.task().noun()
                            + " could not be set up in "
                            + assignment.runDirectory()
                            + ": "
                            + problem(e)
                            + ".");
        }
    }

    private static String problem(IOException e) {
        return e instanceof java.nio.file.FileAlreadyExistsException
                ? "it holds a record already"
                : Printable.of(e.getClass().getSimpleName() + " " + e.getMessage(), 300);
    }

    private String noClaude() {
        return settings.claude() == null
                ? "Claude Code is not installed where this user could find it (PATH,"
                        + " ~/.local/bin, ~/.claude/local)."
                : "There is no program at "
                        + settings.claude()
                        + ", where tools.yaml says Claude Code is.";
    }

    private static Outcome notStarted(
            Assignment assignment, long start, FailureKind kind, String reason) {
        var effort =
                new Effort("claude", null, 0, 0, Duration.ofNanos(System.nanoTime() - start), 0.0);
        return new Outcome.Failed(effort, kind, reason, assignment.written().getAsBoolean());
    }

    /// The instructions for a task, as they stand in `claude-config/`.
    static String instructions(Task task) throws IOException {
        String name = "/claude-config/" + task.instructions();
        try (InputStream in = ClaudeInvestigator.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

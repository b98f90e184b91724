package dev.watchkeeper.investigate.playbook.ask;

import dev.watchkeeper.investigate.Step;
import dev.watchkeeper.investigate.StepListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;

/// Asks the tools, each question once and only so many, tells each step, and remembers what could
/// not be had.
public final class Questions {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ToolCaller caller;
    private final StepListener steps;
    private final int most;
    private final Map<String, Optional<Reply>> answered = new HashMap<>();
    private final List<String> failures = new ArrayList<>();
    private int asked;
    private int left;

    /// @param most how many questions may be asked; those after it are not
    public Questions(ToolCaller caller, StepListener steps, int most) {
        this.caller = caller;
        this.steps = steps;
        this.most = most;
        this.left = most;
    }

    /// The answer, or empty when there is none; then its reason is among the failures. A question
    /// that was asked before has the answer of then.
    public Optional<Reply> ask(String tool, Map<String, Object> arguments) {
        String key = tool + " " + JSON.writeValueAsString(arguments);
        Optional<Reply> known = answered.get(key);
        if (known != null) {
            return known;
        }
        if (left == 0) {
            failures.add(tool + ": not asked, because " + most + " questions are the most");
            return Optional.empty();
        }
        left--;
        Optional<Reply> reply = tell(tool, arguments);
        answered.put(key, reply);
        return reply;
    }

    /// Calls a tool that writes: it is never left out, and never answered from memory.
    public Optional<Reply> tell(String tool, Map<String, Object> arguments) {
        long start = System.nanoTime();
        ToolCaller.Reply reply = caller.call(tool, arguments);
        boolean ok = reply instanceof ToolCaller.Reply.Content;
        String shown = JSON.writeValueAsString(arguments);
        steps.step(
                new Step(
                        ++asked,
                        tool,
                        shown.length() <= Step.MAX_ARGUMENTS
                                ? shown
                                : shown.substring(0, Step.MAX_ARGUMENTS) + "…",
                        Duration.ofNanos(System.nanoTime() - start),
                        ok));
        return switch (reply) {
            case ToolCaller.Reply.Content(Map<String, Object> content) ->
                    Optional.of(Reply.of(content));
            case ToolCaller.Reply.Failure(String text) -> {
                failures.add(tool + ": " + text);
                yield Optional.empty();
            }
        };
    }

    /// How many questions may still be asked.
    public int left() {
        return left;
    }

    /// What the tools refused or could not tell, a sentence each.
    public List<String> failures() {
        return failures;
    }

    /// How many calls were made.
    public int asked() {
        return asked;
    }
}

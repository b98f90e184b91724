package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.investigate.Step;
import dev.watchkeeper.investigate.StepListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;

/// Asks the tools, tells each step, and remembers what could not be had.
final class Questions {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ToolCaller caller;
    private final StepListener steps;
    private final List<String> failures = new ArrayList<>();
    private int asked;

    Questions(ToolCaller caller, StepListener steps) {
        this.caller = caller;
        this.steps = steps;
    }

    /// The answer, or empty when there is none; then its reason is among the failures.
    Optional<Reply> ask(String tool, Map<String, Object> arguments) {
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

    /// What the tools refused or could not tell, a sentence each.
    List<String> failures() {
        return failures;
    }

    int asked() {
        return asked;
    }
}

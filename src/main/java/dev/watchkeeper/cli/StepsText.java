package dev.watchkeeper.cli;

import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.investigate.Step;

/// The steps of an investigation as they happen, for a person who watches.
final class StepsText implements Investigation.Listener {

    private static final int LONGEST_ARGUMENTS = 110;

    private final Terminal terminal;

    StepsText(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void chose(String sentence) {
        terminal.say(sentence);
    }

    @Override
    public void step(Step step) {
        boolean write = step.tool().equals("write_incident");
        String arguments =
                write
                        ? ""
                        : Characters.cut(Characters.line(step.arguments()), LONGEST_ARGUMENTS)
                                .text();
        terminal.say(
                String.format(
                        "  %2d  %-18s %5d ms  %s%s",
                        step.number(),
                        step.tool(),
                        step.took().toMillis(),
                        step.ok() ? "" : "refused ",
                        arguments));
    }
}

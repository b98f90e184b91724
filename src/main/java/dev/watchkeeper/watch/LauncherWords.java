package dev.watchkeeper.watch;

import dev.watchkeeper.investigate.FailureKind;
import dev.watchkeeper.investigate.InvestigateConfig;
import dev.watchkeeper.investigate.Task;

/// Why a run of a launcher failed, in our sentences: over the socket came one word.
final class LauncherWords {

    private LauncherWords() {}

    static String reason(FailureKind kind, Task task, InvestigateConfig config) {
        InvestigateConfig.Budget budget = config.budget();
        return switch (kind) {
            case NO_CLAUDE -> "The launcher found no Claude Code that runs.";
            case TOO_OLD ->
                    "The launcher's Claude Code lacks an option without which it cannot be locked to"
                            + " Watchkeeper's tools; update it.";
            case NOT_LOGGED_IN ->
                    "The launcher has no credential for the model; see systemctl cat watchkeeper-launcher"
                            + " for where it is loaded from.";
            case NOT_STARTED ->
                    "The launcher could not set up the "
                            + task.noun()
                            + "; see journalctl -u watchkeeper-launcher.";
            case TOOLS_NOT_CONNECTED ->
                    "Claude did not reach Watchkeeper's tools through the launcher's socket.";
            case WRONG_TOOLS ->
                    "Claude was stopped at once, because its tools were not exactly Watchkeeper's.";
            case TIMEOUT ->
                    "Claude did not finish in "
                            + budget.minutes()
                            + (budget.minutes() == 1 ? " minute" : " minutes")
                            + " and was stopped.";
            case TURNS_EXHAUSTED -> "Claude did not finish within " + budget.turns() + " turns.";
            case BUDGET_EXHAUSTED ->
                    String.format("Claude did not finish within $%.2f.", budget.dollarsPerRun());
            case MODEL_OVERLOADED -> "The model's API was overloaded or at a limit.";
            case API_UNREACHABLE ->
                    "The model's API could not be reached, or broke off its answers.";
            case API_REFUSED ->
                    "The model's API refused the credential, the model or the request; see journalctl"
                            + " -u watchkeeper-launcher.";
            case MODEL_REFUSED -> "The model declined to go on with this.";
            case KILLED ->
                    "Something outside ended Claude in the middle of the " + task.noun() + ".";
            case GARBAGE -> "Claude ended without a result that can be understood.";
            case NOTHING_WRITTEN -> "Claude finished, but left no " + task.leaves() + " behind.";
        };
    }
}

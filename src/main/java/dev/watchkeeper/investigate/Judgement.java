package dev.watchkeeper.investigate;

import dev.watchkeeper.investigate.ClaudeStream.Mismatch;
import dev.watchkeeper.investigate.ClaudeStream.Result;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Why a run of Claude failed, from all its signs together; the exit code alone says nothing,
/// because a run without tools ends with 0 as well.
///
/// @param reason a sentence as [Outcome.Failed#reason()]
record Judgement(FailureKind kind, String reason) {

    /// The signs of a run that was not stopped by us.
    ///
    /// @param exitCode 128 + n when signal n ended it
    /// @param initSeen whether it said which tools it has, and they were ours
    /// @param retries how often a request to the API was tried again
    /// @param errors the beginning of what it printed on stderr
    /// @param task what it was to do
    record Signs(
            int exitCode,
            boolean initSeen,
            @Nullable Result result,
            int retries,
            long lines,
            long garbage,
            String errors,
            Task task,
            ClaudeSettings settings) {

        private String middle() {
            return "in the middle of the " + task.noun();
        }
    }

    private static final Pattern UNKNOWN_OPTION = Pattern.compile("unknown option '?(--[a-z-]+)");

    /// All looked well, and what the task leaves is not there.
    static Judgement nothingLeft(Task task) {
        return new Judgement(
                FailureKind.NOTHING_WRITTEN,
                "Claude finished, but left no " + task.leaves() + " behind.");
    }

    /// The failure that the signs show; null when they all agree on success.
    static @Nullable Judgement of(Signs signs) {
        Result result = signs.result();
        if (result == null) {
            return withoutResult(signs);
        }
        if (result.error() || !result.subtype().equals("success")) {
            return refused(result, signs);
        }
        if (signs.exitCode() != 0) {
            return new Judgement(
                    signs.exitCode() > 128 ? FailureKind.KILLED : FailureKind.GARBAGE,
                    "Claude reported success, but "
                            + ended(signs.exitCode())
                            + ", so its result is not trusted.");
        }
        if (!signs.initSeen()) {
            return new Judgement(
                    FailureKind.WRONG_TOOLS,
                    "Claude never said which tools it had, so its result is not trusted.");
        }
        return null;
    }

    private static Judgement withoutResult(Signs signs) {
        var unknown = UNKNOWN_OPTION.matcher(signs.errors());
        if (unknown.find()) {
            return tooOld(unknown.group(1));
        }
        if (signs.exitCode() == 126 || signs.exitCode() == 127) {
            return new Judgement(
                    FailureKind.NO_CLAUDE, "Claude Code is not a program that this host can run.");
        }
        if (signs.exitCode() > 128) {
            int signal = signs.exitCode() - 128;
            return new Judgement(
                    FailureKind.KILLED,
                    "Something outside ended Claude "
                            + signs.middle()
                            + " (signal "
                            + signal
                            + (signal == 9
                                    ? "; look in the journal for the out-of-memory killer)."
                                    : ")."));
        }
        return new Judgement(
                FailureKind.GARBAGE,
                "Claude "
                        + ended(signs.exitCode())
                        + " without a result; "
                        + (signs.lines() == 0
                                ? complaint(signs.errors())
                                : "of "
                                        + signs.lines()
                                        + (signs.lines() == 1 ? " line" : " lines")
                                        + " it printed, "
                                        + signs.garbage()
                                        + " made no sense."));
    }

    private static String complaint(String errors) {
        String first = Printable.of(errors.strip().lines().findFirst().orElse(""), 200);
        return first.isEmpty() ? "it printed nothing." : "it said: " + first;
    }

    /// We stopped it when its time was up.
    static Judgement timedOut(Duration time, String waitingFor) {
        long seconds = Math.max(1, time.toSeconds());
        boolean minutes = seconds % 60 == 0;
        long count = minutes ? seconds / 60 : seconds;
        return new Judgement(
                FailureKind.TIMEOUT,
                "Claude did not finish in "
                        + count
                        + (minutes ? " minute" : " second")
                        + (count == 1 ? "" : "s")
                        + " and was stopped while it was "
                        + waitingFor
                        + ".");
    }

    /// We stopped it at once.
    static Judgement stopped(Mismatch mismatch, Endpoint endpoint, String token) {
        String reason =
                switch (mismatch.kind()) {
                    case TOOLS_NOT_CONNECTED ->
                            "Claude did not reach Watchkeeper's tools and was stopped at once: "
                                    + EndpointCheck.explain(endpoint, token);
                    case WRONG_TOOLS ->
                            "Claude was stopped at once, because its tools were not exactly"
                                    + " Watchkeeper's: "
                                    + mismatch.what();
                    default -> "Claude printed more than 64 MiB and was stopped";
                };
        return new Judgement(mismatch.kind(), reason + ".");
    }

    static Judgement tooOld(String option) {
        return new Judgement(
                FailureKind.TOO_OLD,
                "This Claude Code does not know "
                        + option
                        + ", without which it cannot be locked to Watchkeeper's tools; update it.");
    }

    private static Judgement refused(Result result, Signs signs) {
        ClaudeSettings settings = signs.settings();
        int status = result.apiStatus();
        if (result.subtype().equals("error_max_turns")) {
            return new Judgement(
                    FailureKind.TURNS_EXHAUSTED,
                    "Claude did not finish within " + settings.turns() + " turns.");
        }
        if (result.subtype().equals("error_max_budget_usd")) {
            return new Judgement(
                    FailureKind.BUDGET_EXHAUSTED,
                    "Claude did not finish within $"
                            + BigDecimal.valueOf(settings.dollars()).toPlainString()
                            + ".");
        }
        // Older versions say "completed" in the first place, newer ones say both.
        boolean apiError =
                result.terminalReason().equals("api_error") || !result.apiError().isEmpty();
        if (result.apiError().equals("authentication_failed") && status == 0) {
            return new Judgement(
                    FailureKind.NOT_LOGGED_IN,
                    "Claude is not logged in on this host; set ANTHROPIC_API_KEY, or run claude"
                            + " setup-token and set CLAUDE_CODE_OAUTH_TOKEN.");
        }
        if (status == 429 || status >= 500) {
            return new Judgement(
                    FailureKind.MODEL_OVERLOADED,
                    "The model's API was overloaded or at a limit (HTTP "
                            + status
                            + tries(signs)
                            + ").");
        }
        if (status >= 400) {
            return new Judgement(FailureKind.API_REFUSED, refusal(status, settings.model()));
        }
        if (result.stopReason().equals("refusal")) {
            return new Judgement(
                    FailureKind.MODEL_REFUSED, "The model declined to go on with this.");
        }
        if (result.subtype().equals("error_during_execution")
                && result.terminalReason().startsWith("aborted")) {
            return new Judgement(
                    FailureKind.KILLED,
                    "Something outside interrupted Claude " + signs.middle() + ".");
        }
        if (apiError) {
            return new Judgement(
                    FailureKind.API_UNREACHABLE,
                    "The model's API could not be reached, or broke off its answers"
                            + (signs.retries() == 0 ? "" : " (" + tries(signs).substring(2) + ")")
                            + ".");
        }
        return new Judgement(
                FailureKind.GARBAGE,
                "Claude ended with an error that Watchkeeper does not know: "
                        + result.subtype()
                        + (result.terminalReason().isEmpty() ? "" : ", " + result.terminalReason())
                        + ".");
    }

    private static String refusal(int status, String model) {
        return switch (status) {
            case 401, 403 ->
                    "The model's API refused the credential (HTTP "
                            + status
                            + "); renew the key, or log in again.";
            case 404 -> "The model's API knows no model " + model + " (HTTP 404).";
            default ->
                    "The model's API refused the request (HTTP "
                            + status
                            + "); look at the account's credit and at the transcript.";
        };
    }

    private static String tries(Signs signs) {
        return signs.retries() == 0 ? "" : ", " + (signs.retries() + 1) + " tries";
    }

    private static String ended(int exitCode) {
        return "ended with exit code " + exitCode;
    }
}

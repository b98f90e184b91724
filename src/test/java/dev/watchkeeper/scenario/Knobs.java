package dev.watchkeeper.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What may be otherwise in a world, each as a function of time. A fresh one is a healthy world.
final class Knobs {

    /// How many times the usual demand of jobs, and of previews.
    LongToDoubleFunction jobs = _ -> 1;

    LongToDoubleFunction previews = _ -> 1;
    LongToDoubleFunction requests = _ -> 1;

    /// Who asks, where it is not anybody.
    Who who = (_, _) -> null;

    /// How many times the usual items a job of somebody has.
    Size size = (_, _) -> 1;

    /// What the upstream answers, where it is not the usual.
    Answers upstream = (_, _, _) -> null;

    /// What goes wrong in a worker before it calls anybody.
    Work work = (_, _, _, _) -> null;

    /// Which worker lives.
    Alive alive = (_, _) -> true;

    /// How many times the usual a worker takes.
    Pace pace = (_, _) -> 1;

    /// What the front answers, where it is not the usual.
    Front front = (_, _, _) -> null;

    /// How often a failed call is tried, and after how many milliseconds.
    Retry retry = (_, attempt) -> attempt >= 3 ? -1 : 20_000L * attempt;

    Retry previewRetry = (_, attempt) -> attempt >= 2 ? -1 : 1_500;

    /// Whether the biller books, and whether it lives.
    LongPredicate books = _ -> true;

    /// How often it books each job.
    LongToDoubleFunction bookings = _ -> 1;

    LongPredicate billerLives = _ -> true;

    /// Whether a loop of the scheduler runs.
    Loop loops = (_, _) -> true;

    /// Whether what a worker finished is ever heard of.
    LongPredicate kept = _ -> true;

    /// Added to what the host shows.
    LongToDoubleFunction memory = _ -> 0;

    /// Percent of the inodes that are used, beside the usual.
    LongToDoubleFunction inodes = _ -> 0;

    LongToDoubleFunction diskBytesPerMinute = _ -> 0;
    LongToDoubleFunction cpu = _ -> 0;

    /// Share of requests that the cache answers.
    LongToDoubleFunction cached = _ -> 0.86;

    /// How many times the usual a request takes that the cache does not answer.
    LongToDoubleFunction missed = _ -> 1;

    /// What the front makes of an answer to a preview.
    Patience patience = (_, reply) -> reply;

    /// Calls a minute that the upstream allows.
    int limit = 20;

    /// What else is said or done once.
    final List<Once> once = new ArrayList<>();

    record Once(long at, Runnable what) {}

    /// Who asks.
    @FunctionalInterface
    interface Who {
        @Nullable String at(long at, Draw draw);
    }

    /// How much somebody asks for at once.
    @FunctionalInterface
    interface Size {
        int at(long at, String tenant);
    }

    /// What the upstream answers.
    @FunctionalInterface
    interface Answers {
        @Nullable Reply at(long at, String tenant, Draw draw);
    }

    /// What a caller makes of an answer.
    @FunctionalInterface
    interface Patience {
        Reply at(long at, Reply reply);
    }

    /// What goes wrong in a worker.
    @FunctionalInterface
    interface Work {
        @Nullable Failure at(long at, String worker, Job job, Draw draw);
    }

    /// Which worker lives.
    @FunctionalInterface
    interface Alive {
        boolean at(long at, String worker);
    }

    /// How slowly a worker works.
    @FunctionalInterface
    interface Pace {
        double at(long at, String worker);
    }

    /// What the front answers.
    @FunctionalInterface
    interface Front {
        @Nullable Refusal at(long at, String route, Draw draw);
    }

    /// When a failed call is tried again: milliseconds, or below 0 for no more.
    @FunctionalInterface
    interface Retry {
        long after(long at, int attempt);
    }

    /// Whether a loop runs.
    @FunctionalInterface
    interface Loop {
        boolean at(long at, String name);
    }

    /// An answer of the upstream.
    ///
    /// @param status the HTTP status; 0 where none came
    /// @param millis how long it took
    /// @param text what the caller logs of a failure
    record Reply(int status, double millis, String text) {}

    /// What goes wrong in a worker.
    ///
    /// @param kills whether the process ends with it
    /// @param text what is logged; empty where nothing is
    record Failure(String text, Row.@Nullable Trace trace, boolean kills, long restartMillis) {}

    /// What the front answers instead.
    record Refusal(int status, double millis, String text, Row.@Nullable Trace trace) {}
}

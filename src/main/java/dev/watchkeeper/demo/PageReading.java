package dev.watchkeeper.demo;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// How the gateway asks gemini for the text of one page: with a throttle of its own, and again when
/// it was refused. The throttle lets the gateway call slightly more often than gemini allows, which
/// does not matter as long as each page takes one call.
final class PageReading {

    private static final Place ATTEMPT = new Place("gateway.extraction", "extract_page", 112);
    private static final Place DONE = new Place("gateway.extraction", "extract_page", 119);
    private static final Place GIVE_UP = new Place("gateway.extraction", "extract_page", 127);
    private static final Raised RATE_LIMITED =
            new Raised(
                    "RateLimited",
                    "gateway.errors",
                    "provider gemini returned 429, retry after 12 s",
                    List.of(
                            new Raised.Frame(
                                    new Place("gateway.extraction", "extract_page", 104),
                                    "reply = await self.gemini.generate(prompt, image)"),
                            new Raised.Frame(
                                    new Place("gateway.extraction", "check_status", 71),
                                    "raise RateLimited(provider, status, retry_after)")));

    private final Component gateway;
    private final Gemini gemini;
    private final Throttle throttle = new Throttle(1_020, 650);
    private Micros changedAt = new Micros(Long.MAX_VALUE);
    private RetryPolicy changed = RetryPolicy.BACK_OFF;

    PageReading(Component gateway, Gemini gemini) {
        this.gateway = gateway;
        this.gemini = gemini;
    }

    /// A page of a job.
    ///
    /// @param told whether each attempt is logged, or only counted
    record Page(Job job, int number, boolean told) {}

    /// When it ended, and whether gemini gave the text.
    record Outcome(Micros end, boolean read) {}

    /// From then on it retries in another way.
    void change(Micros from, RetryPolicy to) {
        changedAt = from;
        changed = to;
    }

    /// Reads a page from now on and tells at its end what came of it.
    void read(Page page, Micros at, RandomGenerator random, Tape tape, Consumer<Outcome> whenDone) {
        new Asking(page, random, tape, whenDone).attempt(1, at);
    }

    private RetryPolicy policy(Micros at) {
        return at.isBefore(changedAt) ? RetryPolicy.BACK_OFF : changed;
    }

    /// One page on its way through its attempts.
    private final class Asking {

        private final Page page;
        private final RandomGenerator random;
        private final Tape tape;
        private final Consumer<Outcome> whenDone;

        Asking(Page page, RandomGenerator random, Tape tape, Consumer<Outcome> whenDone) {
            this.page = page;
            this.random = random;
            this.tape = tape;
            this.whenDone = whenDone;
        }

        void attempt(int attempt, Micros at) {
            Micros begin = throttle.permit(at);
            tape.then(begin, () -> call(attempt, begin));
        }

        private void call(int attempt, Micros begin) {
            Gemini.Reply reply = gemini.ask(begin, attempt, random);
            Micros end = begin.plus(reply.took());
            tape.event(event(attempt, end, reply));
            if (reply.status() == Gemini.OK) {
                told(
                        end,
                        DONE,
                        Grade.INFO,
                        reply.outputTokens() + " tokens in " + Seconds.text(reply.took()));
                tape.then(end, () -> whenDone.accept(new Outcome(end, true)));
            } else if (attempt < RetryPolicy.ATTEMPTS) {
                long pause = policy(begin).pause(attempt, random);
                told(
                        end,
                        ATTEMPT,
                        Grade.WARNING,
                        "attempt "
                                + attempt
                                + " failed: gemini returned "
                                + reply.status()
                                + ", retrying in "
                                + Seconds.text(pause));
                Micros again = end.plus(pause);
                tape.then(again, () -> attempt(attempt + 1, again));
            } else {
                if (page.told()) {
                    String text = "page " + page.number() + ": giving up after 3 attempts";
                    tape.log(
                            new LogLine(
                                    end.plus(400),
                                    gateway,
                                    GIVE_UP,
                                    Grade.ERROR,
                                    text,
                                    page.job().bound(),
                                    RATE_LIMITED));
                }
                Micros ended = end.plus(500);
                tape.then(ended, () -> whenDone.accept(new Outcome(ended, false)));
            }
        }

        private MetricsEvent event(int attempt, Micros end, Gemini.Reply reply) {
            boolean ok = reply.status() == Gemini.OK;
            Fields data =
                    page.job()
                            .id()
                            .with("page", page.number())
                            .with("attempt", attempt)
                            .with("model", Gemini.MODEL)
                            .with("status_code", reply.status())
                            .with("duration_ms", reply.took() / 1000);
            return new MetricsEvent(
                    end,
                    gateway,
                    ok ? "page_extraction_complete" : "page_extraction_error",
                    page.job().user(),
                    ok
                            ? data.with("input_tokens", reply.inputTokens())
                                    .with("output_tokens", reply.outputTokens())
                            : data);
        }

        private void told(Micros at, Place place, Grade grade, String text) {
            if (page.told()) {
                String message = "page " + page.number() + ": " + text;
                tape.log(new LogLine(at, gateway, place, grade, message, page.job().bound()));
            }
        }
    }
}

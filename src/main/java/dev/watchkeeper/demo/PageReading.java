package dev.watchkeeper.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/// How the gateway gets the text of one page: from gemini, or else by plain OCR, which is slow.
record PageReading(Component gateway, RetryPolicy policy, Gemini gemini) {

    private static final Place ATTEMPT = new Place("gateway.extraction", "extract_page", 112);
    private static final Place DONE = new Place("gateway.extraction", "extract_page", 119);
    private static final Place GIVE_UP = new Place("gateway.extraction", "extract_page", 127);
    private static final Place FALL_BACK = new Place("gateway.extraction", "extract_page", 131);
    private static final Place PLAIN = new Place("gateway.ocr", "plain_text", 58);
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

    /// When the text was there, and whether it had to be plain.
    record Outcome(Micros end, boolean plain) {}

    Outcome read(Job job, int page, Micros start, RandomGenerator random, Tape tape) {
        Micros at = start;
        for (int attempt = 1; attempt <= RetryPolicy.ATTEMPTS; attempt++) {
            int status = gemini.status(at, attempt, random);
            long took = took(status, random);
            at = at.plus(took);
            tape.event(
                    new MetricsEvent(
                            at,
                            gateway,
                            "page_extraction_call",
                            job.user(),
                            job.id()
                                    .with("page", page)
                                    .with("attempt", attempt)
                                    .with("status_code", status)
                                    .with("duration_ms", took / 1000)));
            if (status == Gemini.OK) {
                int tokens = 300 + Chance.low(random, 0, 1500);
                String text = "page " + page + ": " + tokens + " tokens in " + Seconds.text(took);
                tape.log(new LogLine(at, gateway, DONE, Grade.INFO, text, job.bound()));
                return new Outcome(at, false);
            }
            if (attempt < RetryPolicy.ATTEMPTS) {
                long pause = policy.pause(attempt, random);
                String text =
                        "page "
                                + page
                                + ": attempt "
                                + attempt
                                + " failed: gemini returned "
                                + status
                                + ", retrying in "
                                + Seconds.text(pause);
                tape.log(new LogLine(at, gateway, ATTEMPT, Grade.WARNING, text, job.bound()));
                at = at.plus(pause);
            }
        }
        return givenUp(job, page, at, random, tape);
    }

    private Outcome givenUp(Job job, int page, Micros at, RandomGenerator random, Tape tape) {
        String text = "page " + page + ": giving up after 3 attempts";
        tape.log(
                new LogLine(
                        at.plus(400),
                        gateway,
                        GIVE_UP,
                        Grade.ERROR,
                        text,
                        job.bound(),
                        RATE_LIMITED));
        String fallBack = "page " + page + ": extraction failed, falling back to plain text";
        tape.log(
                new LogLine(
                        at.plus(900), gateway, FALL_BACK, Grade.WARNING, fallBack, job.bound()));
        long took = Chance.millis(random, 22_000, 58_000);
        String plain = "page " + page + ": plain text in " + Seconds.text(took);
        tape.log(new LogLine(at.plus(took), gateway, PLAIN, Grade.INFO, plain, job.bound()));
        return new Outcome(at.plus(took), true);
    }

    private static long took(int status, RandomGenerator random) {
        return switch (status) {
            case Gemini.OK -> Chance.millis(random, 900, 2_900);
            case Gemini.TIMED_OUT -> Chance.millis(random, 20_000, 20_060);
            default -> Chance.millis(random, 7, 13);
        };
    }
}

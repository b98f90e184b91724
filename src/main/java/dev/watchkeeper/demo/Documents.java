package dev.watchkeeper.demo;

import java.util.random.RandomGenerator;

/// A user uploads a document; the gateway reads its pages while the client asks for the text.
record Documents(Component gateway, PageReading reading) implements Activity {

    private static final Place ACCESS = new Place("gateway.access", "log_request", 41);
    private static final Place START = new Place("gateway.documents", "extract", 66);
    private static final Place FINISH = new Place("gateway.documents", "extract", 93);
    private static final Place PLAIN = new Place("gateway.documents", "extract", 97);
    private static final Place FALL_BACK = new Place("gateway.extraction", "extract_page", 131);
    private static final Place OCR = new Place("gateway.ocr", "plain_text", 58);
    private static final Place POLL = new Place("gateway.reader", "text_of_job", 37);
    private static final Place TIME_OUT = new Place("gateway.jobs", "expire", 83);
    private static final long PATIENCE = 20 * Micros.SECOND;
    private static final long LIMIT = 60 * Micros.SECOND;

    @Override
    public void happen(Micros at, RandomGenerator random, Tape tape) {
        Job job = Job.draw(random);
        int pages = 1 + Chance.low(random, 0, 10);
        String request = "POST /v1/documents 202 in " + random.nextInt(24, 90) + " ms";
        tape.log(new LogLine(at, gateway, ACCESS, Grade.INFO, request, job.bound()));
        tape.event(
                new MetricsEvent(
                        at,
                        gateway,
                        "document_created",
                        job.user(),
                        job.id().with("request_id", job.request()).with("pages", pages)));
        Micros start = at.plus(Chance.millis(random, 30, 180));
        tape.log(
                new LogLine(
                        start,
                        gateway,
                        START,
                        Grade.INFO,
                        "extraction started, " + pages + " pages",
                        job.bound()));
        var open = new Open(job, start, pages, random, tape);
        for (int page = 1; page <= pages; page++) {
            int number = page;
            Micros begin = start.plus((page - 1) * 350_000L + Chance.millis(random, 5, 120));
            tape.then(
                    begin,
                    () ->
                            reading.read(
                                    new PageReading.Page(job, number, true),
                                    begin,
                                    random,
                                    tape,
                                    outcome -> open.page(number, outcome)));
        }
        open.asked(start.plus(PATIENCE));
        tape.then(start.plus(LIMIT), open::expire);
    }

    /// A document some of whose pages are not read yet.
    private final class Open {

        private final Job job;
        private final Micros start;
        private final int pages;
        private final RandomGenerator random;
        private final Tape tape;
        private int left;
        private int plain;

        Open(Job job, Micros start, int pages, RandomGenerator random, Tape tape) {
            this.job = job;
            this.start = start;
            this.pages = pages;
            this.random = random;
            this.tape = tape;
            this.left = pages;
        }

        void page(int number, PageReading.Outcome outcome) {
            if (outcome.read()) {
                done(outcome.end());
                return;
            }
            plain++;
            Micros at = outcome.end();
            String fallBack = "page " + number + ": extraction failed, falling back to plain text";
            tape.log(
                    new LogLine(
                            at.plus(900),
                            gateway,
                            FALL_BACK,
                            Grade.WARNING,
                            fallBack,
                            job.bound()));
            long took = Chance.millis(random, 22_000, 58_000);
            Micros end = at.plus(took);
            String text = "page " + number + ": plain text in " + Seconds.text(took);
            tape.log(new LogLine(end, gateway, OCR, Grade.INFO, text, job.bound()));
            tape.then(end, () -> done(end));
        }

        private void done(Micros at) {
            left--;
            if (left == 0) {
                finished(job, start, at.plus(2_000), pages, plain, tape);
            }
        }

        /// The client asks every few seconds; its patience ends before the job does.
        void asked(Micros at) {
            tape.then(
                    at,
                    () -> {
                        if (left == 0) {
                            return;
                        }
                        long waited = (at.value() - start.value()) / Micros.SECOND;
                        tape.log(
                                new LogLine(
                                        at,
                                        gateway,
                                        POLL,
                                        Grade.WARNING,
                                        "text of "
                                                + job.job()
                                                + " not ready after "
                                                + waited
                                                + " s",
                                        job.bound()));
                        asked(at.plus(Chance.millis(random, 2_000, 4_500)));
                    });
        }

        void expire() {
            if (left > 0) {
                String text = "job timed out after 60 s";
                tape.log(
                        new LogLine(
                                start.plus(LIMIT),
                                gateway,
                                TIME_OUT,
                                Grade.ERROR,
                                text,
                                job.bound()));
            }
        }
    }

    private void finished(Job job, Micros start, Micros end, int pages, int plain, Tape tape) {
        long took = end.value() - start.value();
        String text = "extraction finished, " + pages + " pages in " + Seconds.text(took);
        tape.log(new LogLine(end, gateway, FINISH, Grade.INFO, text, job.bound()));
        if (plain > 0) {
            String partly =
                    "document stored with " + plain + " of " + pages + " pages as plain text";
            tape.log(
                    new LogLine(end.plus(700), gateway, PLAIN, Grade.WARNING, partly, job.bound()));
        }
        tape.event(
                new MetricsEvent(
                        end,
                        gateway,
                        "document_ready",
                        job.user(),
                        job.id()
                                .with("pages", pages)
                                .with("plain_pages", plain)
                                .with("duration_ms", took / 1000)));
    }
}

package dev.watchkeeper.demo;

import java.util.random.RandomGenerator;

/// A publisher's archive is read once a day: some thousands of pages in batches, as many at a time
/// as there are slots. A page that gemini does not read is put back and tried again later.
record ArchiveImport(Component gateway, PageReading reading) implements Activity {

    private static final Place BEGIN = new Place("gateway.archive", "run", 34);
    private static final Place BATCH = new Place("gateway.archive", "read_batch", 71);
    private static final Place END = new Place("gateway.archive", "run", 52);
    private static final int PAGES = 12_000;
    private static final int BATCH_PAGES = 60;
    private static final int SLOTS = 11;
    private static final String USER = "u_0007";

    @Override
    public void happen(Micros at, RandomGenerator random, Tape tape) {
        int pages = (int) (PAGES * random.nextDouble(0.97, 1.03));
        var run = new Run(at, pages, random, tape);
        String text = "archive import started, " + pages + " pages to read";
        tape.log(new LogLine(at, gateway, BEGIN, Grade.INFO, text, Fields.of("user_id", USER)));
        for (int slot = 0; slot < SLOTS; slot++) {
            Micros begin = at.plus(20_000 + slot * 150_000L);
            tape.then(begin, () -> run.next(begin));
        }
    }

    /// The import of one day.
    private final class Run {

        private final Micros start;
        private final int pages;
        private final RandomGenerator random;
        private final Tape tape;
        private int left;
        private int unfinished;
        private Batch batch;

        Run(Micros start, int pages, RandomGenerator random, Tape tape) {
            this.start = start;
            this.pages = pages;
            this.random = random;
            this.tape = tape;
            this.left = pages;
            this.unfinished = pages;
            this.batch = open(start, 1, Math.min(pages, BATCH_PAGES));
        }

        /// A slot takes the next page, if there is one.
        void next(Micros at) {
            if (left == 0) {
                return;
            }
            left--;
            if (batch.given == batch.pages) {
                batch = open(at, batch.number + 1, Math.min(left + 1, BATCH_PAGES));
            }
            Batch mine = batch;
            reading.read(
                    new PageReading.Page(mine.job, ++mine.given, false),
                    at,
                    random,
                    tape,
                    outcome -> done(mine, outcome));
        }

        private Batch open(Micros at, int number, int pages) {
            var opened =
                    new Batch(
                            at,
                            number,
                            pages,
                            new Job(Chance.id(random, "req_"), Chance.id(random, "job_"), USER));
            String text = "archive batch " + number + " started, " + pages + " pages";
            tape.log(new LogLine(at, gateway, BATCH, Grade.INFO, text, opened.job.bound()));
            return opened;
        }

        private void done(Batch of, PageReading.Outcome outcome) {
            if (outcome.read()) {
                unfinished--;
            } else {
                left++;
                of.putBack++;
            }
            if (++of.ended == of.pages) {
                tell(of, outcome.end());
            }
            if (unfinished == 0) {
                long took = outcome.end().value() - start.value();
                String text =
                        "archive import finished, " + pages + " pages in " + Seconds.text(took);
                tape.log(
                        new LogLine(
                                outcome.end(),
                                gateway,
                                END,
                                Grade.INFO,
                                text,
                                Fields.of("user_id", USER)));
            }
            next(outcome.end());
        }

        private void tell(Batch done, Micros end) {
            long took = end.value() - done.begun.value();
            String text =
                    "archive batch "
                            + done.number
                            + ": "
                            + done.pages
                            + " pages in "
                            + Seconds.text(took)
                            + ", "
                            + done.putBack
                            + " put back";
            tape.log(new LogLine(end, gateway, BATCH, Grade.INFO, text, done.job.bound()));
            tape.event(
                    new MetricsEvent(
                            end.plus(300),
                            gateway,
                            "archive_batch",
                            USER,
                            done.job
                                    .id()
                                    .with("pages", done.pages)
                                    .with("put_back", done.putBack)
                                    .with("duration_ms", took / 1000)));
        }
    }

    /// Pages that are read and told of together.
    private static final class Batch {

        private final Micros begun;
        private final int number;
        private final int pages;
        private final Job job;
        private int given;
        private int ended;
        private int putBack;

        Batch(Micros begun, int number, int pages, Job job) {
            this.begun = begun;
            this.number = number;
            this.pages = pages;
            this.job = job;
        }
    }
}

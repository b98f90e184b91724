package dev.watchkeeper.demo;

import java.util.random.RandomGenerator;

/// A user has something spoken: a paragraph, or several at once.
///
/// @param least how many texts it is at least
/// @param most how many it is at most
record Syntheses(Component gateway, SpeechQueue queue, int least, int most) implements Activity {

    private static final Place ACCESS = new Place("gateway.access", "log_request", 41);

    @Override
    public void happen(Micros at, RandomGenerator random, Tape tape) {
        int texts = random.nextInt(least, most + 1);
        String user = Job.draw(random).user();
        Micros next = at;
        for (int i = 0; i < texts; i++) {
            Micros moment = next;
            var job = new Job(Chance.id(random, "req_"), Chance.id(random, "job_"), user);
            int characters = 60 + Chance.low(random, 0, 1800);
            String request = "POST /v1/synthesis 202 in " + random.nextInt(9, 40) + " ms";
            tape.then(
                    moment,
                    () -> {
                        tape.log(
                                new LogLine(
                                        moment, gateway, ACCESS, Grade.INFO, request, job.bound()));
                        Micros queued = moment.plus(1_500);
                        tape.then(queued, () -> queue.add(job, characters, queued, tape));
                    });
            next = next.plus(Chance.millis(random, 150, 500));
        }
    }
}

package dev.watchkeeper.demo;

import java.util.random.RandomGenerator;

/// A user's order, followed by its id through the logs and the events.
record Job(String request, String job, String user) {

    static Job draw(RandomGenerator random) {
        return new Job(
                Chance.id(random, "req_"),
                Chance.id(random, "job_"),
                "u_" + (1000 + Chance.low(random, 0, 700)));
    }

    /// What the gateway binds to its log lines while it serves the request.
    Fields bound() {
        return Fields.of("request_id", request).with("job_id", job).with("user_id", user);
    }

    /// What everything behind the queue binds.
    Fields id() {
        return Fields.of("job_id", job);
    }
}

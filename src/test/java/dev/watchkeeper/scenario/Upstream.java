package dev.watchkeeper.scenario;

import dev.watchkeeper.scenario.Knobs.Reply;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The API that the service calls: it has a limit, and a few of its answers fail on any day.
final class Upstream {

    private final Plant plant;
    private final Draw draw;
    private final ArrayDeque<Long> lately = new ArrayDeque<>();

    Upstream(Plant plant, Draw draw) {
        this.plant = plant;
        this.draw = draw;
    }

    /// Calls it; says so in an event at the end of the call.
    Reply call(long at, String tenant, @Nullable Job job, String caller, int attempt) {
        while (!lately.isEmpty() && lately.peekFirst() <= at - Season.MINUTE) {
            lately.removeFirst();
        }
        lately.addLast(at);
        Reply answered = reply(at, tenant);
        Reply reply = job == null ? plant.knobs.patience.at(at, answered) : answered;
        Words words = plant.words;
        var values =
                Plant.values(
                        words.status(),
                        reply.status(),
                        words.duration(),
                        Math.round(reply.millis()));
        values.put(words.attempt(), attempt);
        values.put(words.tenant(), tenant);
        if (job != null) {
            values.put(words.jobId(), job.id);
        } else {
            values.put("caller", caller);
        }
        long end = at + Math.round(reply.millis());
        plant.sim.at(
                end,
                () ->
                        plant.event(
                                end,
                                reply.status() == 200 ? words.called() : words.refused(),
                                values));
        return reply;
    }

    private Reply reply(long at, String tenant) {
        String name = plant.words.upstream();
        Reply other = plant.knobs.upstream.at(at, tenant, draw);
        if (other != null) {
            return other;
        }
        if (lately.size() > plant.knobs.limit) {
            return new Reply(
                    429, draw.between(20.0, 60.0), name + " returned 429 Too Many Requests");
        }
        if (draw.chance(0.0016)) {
            return new Reply(
                    429, draw.between(20.0, 60.0), name + " returned 429 Too Many Requests");
        }
        if (draw.chance(0.001)) {
            return new Reply(504, 10_000, name + " did not answer within 10 s");
        }
        return new Reply(200, draw.skewed(900, 0.35), "");
    }
}

package dev.watchkeeper.scenario;

import java.util.List;

/// The sections of tools.yaml that are the same however a service keeps what it says.
final class Declared {

    private Declared() {}

    /// Every type of event there is.
    static List<String> types(Words words) {
        return List.of(
                "process.started",
                "settings.changed",
                words.queued(),
                words.done(),
                words.retried(),
                words.dead(),
                words.called(),
                words.refused(),
                words.charged(),
                words.previewed(),
                words.request(),
                words.loop("cleanup"),
                words.loop("export"),
                words.loop("stats"),
                words.loop("sync"));
    }

    static String sections(Words words, Knobs knobs) {
        return """
        queues:
          {job}:
            describe: jobs of {front} that the workers take one at a time
            depth: {event: {queued}, value: {depth}, aggregate: max, bad: high, normal: "< 15", concerning: "> 30 for 10m"}
            wait: {event: {done}, value: {wait}, unit: ms, bad: high, concerning: "> 180s for 10m"}
            enqueued: {event: {queued}}
            completed: {event: {done}}
            retries: {event: {retried}, normal: a few a day}
            dead: {event: {dead}, concerning: any}
            worker: {event: {done}, by: {worker}, value: {duration}}
        apis:
          {upstream}:
            calls: {event: [{called}, {refused}], status: {status}, latency: {duration}}
            limits: {requests_per_minute: {limit}}
            notes: [a 429 or a time-out now and then is normal]
        metrics:
          charged:
            describe: charges in percent of finished jobs; one for each
            event: {charged}
            of: {done}
            every: 10m
            bad: low
            normal: "> 90"
            concerning: "< 50 for 20m"
          finished: {event: {done}, of: {queued}, every: 10m, bad: low}
          request_latency: {event: {request}, value: {duration}, unit: ms, aggregate: p95, bad: high}
          {job}_duration: {event: {done}, value: {duration}, unit: ms, aggregate: p95, bad: high}
          {preview}s: {event: {previewed}, bad: low}
        """
                .replace("{job}", words.job())
                .replace("{front}", words.front())
                .replace("{queued}", words.queued())
                .replace("{depth}", words.depth())
                .replace("{done}", words.done())
                .replace("{wait}", words.waited())
                .replace("{retried}", words.retried())
                .replace("{dead}", words.dead())
                .replace("{worker}", words.worker())
                .replace("{duration}", words.duration())
                .replace("{upstream}", words.upstream())
                .replace("{called}", words.called())
                .replace("{refused}", words.refused())
                .replace("{status}", words.status())
                .replace("{limit}", String.valueOf(knobs.limit))
                .replace("{charged}", words.charged())
                .replace("{request}", words.request())
                .replace("{previewed}", words.previewed())
                .replace("{preview}", words.preview());
    }

    static String promises(Words words) {
        return """
        slos:
          requests:
            objective: 99%%
            window: 28d
            event: %s
            good: {field: %s, is: "< 500"}
        """
                .formatted(words.request(), words.status());
    }

    static String ignores(Words words) {
        return """
        ignores:
          - pattern: "query on %s took <*> ms"
            reason: index planned
            by: ops
            until: 2026-12-01
        checks: {window: 2h, baseline: 7d}
        notify:
          terminal: {type: console}
        """
                .formatted(words.table());
    }
}

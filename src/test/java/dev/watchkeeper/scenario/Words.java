package dev.watchkeeper.scenario;

import java.util.ArrayList;
import java.util.List;

/// What a world calls its things. No world shares them with another kind of world.
///
/// @param job what is made, such as `render`
/// @param preview what is made at once for somebody who waits
/// @param upstream the API that is called
/// @param style how event types and fields are spelled
record Words(
        String job,
        String preview,
        String front,
        List<String> workers,
        String biller,
        String scheduler,
        String upstream,
        String store,
        String table,
        Style style) {

    /// How event types and fields are spelled.
    enum Style {
        SNAKE,
        DOTTED,
        UPPER,
        CAMEL
    }

    private static final String[][] DOMAINS = {
        {
            "render",
            "thumbnail",
            "api",
            "render-",
            "ledger",
            "clockwork",
            "tilemaker",
            "postgres",
            "maps"
        },
        {
            "transcode",
            "poster",
            "edge",
            "tc",
            "metering",
            "cronbox",
            "mediahub",
            "mariadb",
            "clips"
        },
        {
            "invoice",
            "quote",
            "shop",
            "inv-worker-",
            "bookkeeper",
            "jobs",
            "taxdesk",
            "postgres",
            "orders"
        },
        {
            "digest",
            "snippet",
            "web",
            "mailer",
            "accounts",
            "timer",
            "mailgate",
            "mysql",
            "subscribers"
        },
        {
            "scan",
            "lookup",
            "portal",
            "scanner-",
            "charges",
            "batch",
            "visionbox",
            "cockroach",
            "assets"
        },
    };

    static Words of(long seed, Style style) {
        int shift =
                switch (style) {
                    case SNAKE -> 0;
                    case DOTTED -> 2;
                    case UPPER -> 4;
                    case CAMEL -> 3;
                };
        String[] d = DOMAINS[Math.floorMod(seed * 7 + shift, DOMAINS.length)];
        var workers = new ArrayList<String>();
        int many = 2 + Math.floorMod(seed, 3);
        for (int i = 0; i < many; i++) {
            workers.add(d[3] + (style == Style.DOTTED ? String.valueOf((char) ('a' + i)) : i + 1));
        }
        return new Words(
                d[0], d[1], d[2], List.copyOf(workers), d[4], d[5], d[6], d[7], d[8], style);
    }

    private String typed(String who, String what) {
        return switch (style) {
            case SNAKE -> who + "_" + what;
            case DOTTED -> who + "." + what;
            case UPPER -> (who + "_" + what).toUpperCase(java.util.Locale.ROOT);
            case CAMEL -> who + Character.toUpperCase(what.charAt(0)) + what.substring(1);
        };
    }

    private String spelled(String snake, String other, String upper, String camel) {
        return switch (style) {
            case SNAKE -> snake;
            case DOTTED -> other;
            case UPPER -> upper;
            case CAMEL -> camel;
        };
    }

    String queued() {
        return typed(job, spelled("queued", "enqueued", "accepted", "submitted"));
    }

    String done() {
        return typed(job, spelled("complete", "finished", "ok", "settled"));
    }

    String retried() {
        return typed(job, spelled("retry", "requeued", "again", "deferred"));
    }

    String dead() {
        return typed(job, spelled("dlq", "buried", "lost", "abandoned"));
    }

    String called() {
        return typed(upstream, spelled("call", "ok", "reply", "answered"));
    }

    String refused() {
        return typed(upstream, spelled("error", "failed", "fault", "declined"));
    }

    String charged() {
        return typed(biller, spelled("charge", "posted", "booked", "invoiced"));
    }

    String previewed() {
        return typed(preview, spelled("ready", "served", "made", "shown"));
    }

    String request() {
        return spelled("http_request", "request.handled", "HTTP", "webHit");
    }

    String loop(String name) {
        return typed(name, spelled("run", "ran", "tick", "swept"));
    }

    String jobId() {
        return spelled("job_id", "job", "ref", "task");
    }

    String requestId() {
        return spelled("request_id", "req", "trace", "rid");
    }

    String worker() {
        return spelled("worker_id", "host", "by", "node");
    }

    String tenant() {
        return spelled("tenant", "customer", "account", "org");
    }

    String depth() {
        return spelled("queue_depth", "waiting", "backlog", "inLine");
    }

    String waited() {
        return spelled("queue_wait_ms", "waited", "lag_ms", "heldMs");
    }

    String duration() {
        return spelled("duration_ms", "took", "ms", "elapsed");
    }

    String status() {
        return spelled("status_code", "code", "http", "respCode");
    }

    String attempt() {
        return spelled("attempt", "try", "n", "go");
    }

    String version() {
        return spelled("version", "build", "rev", "rel");
    }
}

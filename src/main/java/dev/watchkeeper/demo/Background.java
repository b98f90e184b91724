package dev.watchkeeper.demo;

import java.util.random.RandomGenerator;

/// What a healthy service says all day: plain requests, housekeeping, and warnings that mean
/// nothing.
final class Background {

    private static final Place ACCESS = new Place("gateway.access", "log_request", 41);
    private static final Place DISCONNECT = new Place("gateway.access", "log_disconnect", 57);
    private static final Place QUOTA = new Place("gateway.quota", "check", 72);
    private static final Place SLOW = new Place("gateway.db", "timed", 31);
    private static final Place VACUUM = new Place("gateway.maintenance", "vacuum", 45);
    private static final Place PURGE = new Place("gateway.maintenance", "purge_audio", 68);
    private static final Place DISK = new Place("gateway.maintenance", "look_at_disk", 83);
    private static final Place REDIS = new Place("worker.queue", "reconnect", 24);
    private static final Place UPLOAD = new Place("gateway.documents", "validate", 39);
    private static final Place VOICES = new Place("gateway.voices", "resolve", 51);
    private static final Place BEAT = new Place("billing.consumer", "heartbeat", 81);
    private static final String[] REQUESTS = {
        "GET /v1/voices 200 in ", "GET /v1/usage 200 in ", "GET /v1/documents 200 in "
    };

    private Background() {}

    static Activity requests(Component gateway) {
        return (at, random, tape) -> {
            String text = REQUESTS[random.nextInt(3)] + random.nextInt(2, 28) + " ms";
            tape.log(new LogLine(at, gateway, ACCESS, Grade.INFO, text, request(random)));
        };
    }

    static Activity quota(Component gateway) {
        return (at, random, tape) ->
                tape.log(
                        warning(
                                at,
                                gateway,
                                QUOTA,
                                "Usage limit exceeded for ocr_tokens",
                                request(random).with("plan", "free")));
    }

    static Activity slowQuery(Component gateway) {
        return (at, random, tape) -> {
            String text = "slow query on documents took " + random.nextInt(1100, 2900) + " ms";
            tape.log(warning(at, gateway, SLOW, text, request(random)));
        };
    }

    static Activity disconnect(Component gateway) {
        return (at, random, tape) ->
                tape.log(
                        warning(
                                at,
                                gateway,
                                DISCONNECT,
                                "client disconnected before the response was sent",
                                request(random)));
    }

    /// Phones on a train: many clients at once, for four minutes.
    static Activity disconnects(Component gateway) {
        var one = disconnect(gateway);
        return (at, random, tape) -> {
            int many = random.nextInt(24, 36);
            for (int i = 0; i < many; i++) {
                one.happen(at.plus(random.nextLong(4 * Micros.MINUTE)), random, tape);
            }
        };
    }

    static Activity vacuum(Component gateway) {
        return (at, random, tape) -> {
            String text = "Background vacuum skipped: bloat 1." + random.nextInt(1, 8) + "x";
            tape.log(warning(at, gateway, VACUUM, text, Fields.NONE));
        };
    }

    static Activity purge(Component gateway) {
        return (at, random, tape) -> {
            String text =
                    "purge_expired_audio removed "
                            + random.nextInt(40, 400)
                            + " files in "
                            + random.nextInt(2, 9)
                            + " s";
            tape.log(new LogLine(at, gateway, PURGE, Grade.INFO, text, Fields.NONE));
        };
    }

    static Activity purgeFailure(Component gateway) {
        return (at, random, tape) -> {
            String text =
                    "purge_expired_audio could not remove "
                            + random.nextInt(2, 9)
                            + " files, will try again";
            tape.log(warning(at, gateway, PURGE, text, Fields.NONE));
        };
    }

    /// The gateway looks at the disk it writes to.
    static Activity disk(Component gateway, Host host) {
        return (at, _, tape) -> {
            if (host.diskUsedPercent() > 90) {
                String text = "disk / is " + (int) host.diskUsedPercent() + "% full";
                tape.log(warning(at, gateway, DISK, text, Fields.NONE));
            }
        };
    }

    static Activity reconnect(Component worker) {
        return (at, random, tape) -> {
            String text = "Redis connection reset, reconnected in 0." + random.nextInt(1, 9) + " s";
            tape.log(warning(at, worker, REDIS, text, Fields.of("worker", worker.name())));
        };
    }

    static Activity encrypted(Component gateway) {
        return (at, random, tape) ->
                tape.log(
                        warning(
                                at,
                                gateway,
                                UPLOAD,
                                "document rejected: PDF is encrypted",
                                request(random)));
    }

    /// New and harmless: a provider has announced the end of a voice.
    static Activity deprecatedVoice(Component gateway) {
        return (at, random, tape) ->
                tape.log(
                        warning(
                                at,
                                gateway,
                                VOICES,
                                "voice id en-GB-old is deprecated and will be removed in March",
                                request(random)));
    }

    static Activity heartbeat(Component billing) {
        return (at, random, tape) -> {
            String text = "heartbeat, " + random.nextInt(0, 4) + " charges waiting";
            tape.log(new LogLine(at, billing, BEAT, Grade.INFO, text, Fields.NONE));
        };
    }

    private static LogLine warning(
            Micros at, Component from, Place place, String text, Fields extra) {
        return new LogLine(at, from, place, Grade.WARNING, text, extra);
    }

    private static Fields request(RandomGenerator random) {
        return Fields.of("request_id", Chance.id(random, "req_"))
                .with("user_id", "u_" + (1000 + Chance.low(random, 0, 700)));
    }
}

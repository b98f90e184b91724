package dev.watchkeeper.tool;

/// What happened on a small host.
final class Hosts {

    private Hosts() {}

    /// A job that fails for want of a charge, beside others that are well: entries of two logs and
    /// events, in the last two hours and the day before.
    static void busy(SmallHost host) {
        for (int hour = 0; hour < 24; hour++) {
            host.log(
                    "app",
                    "2026-11-21T%02d:10:00Z".formatted(hour),
                    "INFO",
                    "request " + hour + " took 40 ms");
        }
        for (int i = 0; i < 6; i++) {
            host.log("app", "2026-11-21T12:%02d:00Z".formatted(i), "WARNING", "cache missed");
        }
        for (int i = 0; i < 3; i++) {
            host.log(
                    "app",
                    "09:1%d:00".formatted(i),
                    "INFO",
                    "request 7" + i + " took 41 ms",
                    "request_id",
                    "r" + i);
        }
        host.log("app", "09:20:00", "INFO", "job j1 accepted", "request_id", "r0", "job_id", "j1");
        host.log("worker", "09:20:01.500", "INFO", "charging j1", "job_id", "j1");
        host.event("09:20:02", "done", "{\"job_id\":\"j1\",\"ms\":120}");
        host.log("app", "09:30:00", "INFO", "job j2 accepted", "request_id", "r1", "job_id", "j2");
        host.log("worker", "09:30:01", "INFO", "charging j2", "job_id", "j2");
        host.log(
                "app",
                "09:30:02",
                "ERROR",
                "boom: no charge for j2",
                "job_id",
                "j2",
                "exception",
                "Traceback (most recent call last):\n  File \"/srv/app/pay.py\", line 7, in charge\n    raise KeyError(user)\nKeyError: 'user'");
        host.event("09:30:03", "failed", "{\"job_id\":\"j2\",\"ms\":null,\"where\":\"runpod\"}");
        host.log("app", "09:40:00", "WARNING", "client disconnected", "request_id", "r2");
        host.event("09:45:00", "done", "{\"job_id\":\"j3\",\"ms\":80}");
        host.event("09:50:00", "done", "{\"job_id\":\"j4\",\"ms\":\"100\"}");
    }
}

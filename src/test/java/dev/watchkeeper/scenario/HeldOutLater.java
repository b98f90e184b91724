package dev.watchkeeper.scenario;

import dev.watchkeeper.scenario.Knobs.Failure;
import dev.watchkeeper.scenario.Knobs.Refusal;
import dev.watchkeeper.scenario.Knobs.Reply;
import java.util.List;

/// Faults that a developer of a service on a rented server has, and that nobody thought of before;
/// written, and measured, before anything was changed for them. In the words that the libraries and
/// services in question really use.
final class HeldOutLater {

    static final List<Scenario> ALL =
            List.of(
                    new Scenario("inodes-used-up", 60, HeldOutLater::inodes),
                    new Scenario("descriptors-leak", 55, HeldOutLater::descriptors),
                    new Scenario("clock-of-one-host", 40, HeldOutLater::clock),
                    new Scenario("answer-has-another-shape", 45, HeldOutLater::shape),
                    new Scenario("webhook-of-one-customer", 50, HeldOutLater::webhook),
                    new Scenario("setting-misspelt", 40, HeldOutLater::misspelt),
                    new Scenario("one-customer-asks-for-much", 70, HeldOutLater::heavyCustomer),
                    new Scenario("key-used-elsewhere", 45, HeldOutLater::elsewhere),
                    new Scenario("version-of-the-api-ends", 40, HeldOutLater::sunset),
                    new Scenario("package-upgraded", 45, HeldOutLater::upgraded),
                    new Scenario("own-certificate-ends", 45, HeldOutLater::certificate),
                    new Scenario("migration-holds-a-lock", 35, HeldOutLater::migration));

    private HeldOutLater() {}

    /// Small files by the million: there is space, and no room for one more file.
    private static Truth inodes(Plant plant, long at, Draw draw) {
        long full = at + 25 * Season.MINUTE;
        plant.knobs.inodes =
                t -> t < at ? 0 : 89.5 * Math.clamp((t - at) / (double) (full - at), 0, 1);
        String innocent = RedHerrings.deploy(plant, plant.front, at - 21 * Season.MINUTE);
        String text = "[Errno 28] No space left on device: '/var/spool/work/part-0'";
        var trace = new Row.Trace("OSError", text, "worker/spool.py", 58, "part");
        plant.knobs.work = (t, _, _, _) -> t > full ? new Failure(text, trace, false, 0) : null;
        return Truth.of(at, full)
                .within(25)
                .tolerance(25)
                .cause("inode")
                .innocent(innocent)
                .changes("inode", "No space left");
    }

    /// A new version forgets to close what it opens; after a while nothing can be opened.
    private static Truth descriptors(Plant plant, long at, Draw draw) {
        String version = plant.deploy(plant.front, at, "");
        long short0 = at + 18 * Season.MINUTE;
        String innocent = RedHerrings.deploy(plant, plant.biller, short0 - 5 * Season.MINUTE);
        String text = "[Errno 24] Too many open files: '/etc/ssl/certs/ca-certificates.crt'";
        var trace = new Row.Trace("OSError", text, "front/client.py", 204, "connect");
        plant.knobs.front =
                (t, _, d) -> t > short0 && d.chance(0.55) ? new Refusal(500, 4, text, trace) : null;
        return Truth.of(at, short0)
                .cause("open files|descriptor")
                .innocent(innocent)
                .changes(version, "open files");
    }

    /// Tokens of a host whose clock is ahead.
    private static Truth clock(Plant plant, long at, Draw draw) {
        String worker = plant.words.workers().getLast();
        plant.knobs.jobs = _ -> 1.5;
        String text = "JWT rejected: iat 214 s ahead of server time, check the clock";
        var trace = new Row.Trace("ImmatureSignatureError", text, "worker/auth.py", 31, "sign");
        plant.knobs.work =
                (t, who, _, _) ->
                        t > at && who.equals(worker) ? new Failure(text, trace, false, 0) : null;
        String innocent = RedHerrings.deploy(plant, plant.scheduler, at - 12 * Season.MINUTE);
        return Truth.of(at, at + Season.MINUTE)
                .within(30)
                .cause("clock", worker)
                .innocent(innocent)
                .changes(worker, "iat");
    }

    /// What is called answers 200, with something else than it used to.
    private static Truth shape(Plant plant, long at, Draw draw) {
        String text = "'data' missing in answer of " + plant.words.upstream() + ", got ['result']";
        var trace = new Row.Trace("KeyError", text, "worker/parse.py", 77, "unpack");
        plant.knobs.work = (t, _, _, _) -> t > at ? new Failure(text, trace, false, 0) : null;
        String innocent = RedHerrings.deploy(plant, plant.front, at - 7 * Season.MINUTE);
        String other = RedHerrings.deploy(plant, plant.biller, at - 2 * Season.MINUTE);
        return Truth.of(at, at + Season.MINUTE)
                .within(25)
                .cause(plant.words.upstream(), "answer|response|'data'")
                .innocent(innocent, other)
                .changes("'data'|missing in answer", plant.words.retried());
    }

    /// The server of one customer, to which results are posted, is gone.
    private static Truth webhook(Plant plant, long at, Draw draw) {
        String customer = "t8" + (10 + draw.upTo(89));
        plant.knobs.jobs = _ -> 1.6;
        plant.knobs.who = (_, d) -> d.chance(0.5) ? customer : null;
        String text = "POST https://hooks.example.net/" + customer + "/done: connect timeout=10";
        var trace = new Row.Trace("ConnectTimeout", text, "worker/deliver.py", 90, "post");
        plant.knobs.work =
                (t, _, job, _) ->
                        t > at && job.tenant.equals(customer)
                                ? new Failure(text, trace, false, 0)
                                : null;
        String innocent = RedHerrings.deploy(plant, plant.front, at - 9 * Season.MINUTE);
        return Truth.of(at, at + 2 * Season.MINUTE)
                .within(30)
                .cause(customer, "hooks|timeout|deliver")
                .innocent(innocent)
                .changes(customer, "hooks", plant.words.retried());
    }

    /// A name in a setting is spelt wrongly, and nobody knows that name.
    private static Truth misspelt(Plant plant, long at, Draw draw) {
        String host = "api.eu-wset." + plant.words.upstream() + ".example";
        String set = "settings read again, changed: " + plant.words.upstream() + ".host";
        plant.sim.at(
                at,
                () ->
                        plant.add(
                                new Row.Setting(
                                        at, plant.front, set, plant.words.upstream() + ".host")));
        plant.knobs.upstream =
                (t, _, d) ->
                        t > at
                                ? new Reply(
                                        0,
                                        d.between(6.0, 30),
                                        "[Errno -2] Name or service not known: " + host)
                                : null;
        String innocent = RedHerrings.deploy(plant, plant.biller, at - 10 * Season.MINUTE);
        return Truth.of(at, at + Season.MINUTE)
                .cause("setting|config|\\.host", "eu-wset|name")
                .innocent(innocent)
                .changes("settings", "eu-wset");
    }

    /// The jobs of one customer are forty times as large as usual.
    private static Truth heavyCustomer(Plant plant, long at, Draw draw) {
        String customer = "t8" + (10 + draw.upTo(89));
        plant.knobs.jobs = _ -> 1.6;
        plant.knobs.who = (t, d) -> d.chance(t > at ? 0.3 : 0.04) ? customer : null;
        plant.knobs.size = (t, who) -> t > at && who.equals(customer) ? 40 : 1;
        String innocent = RedHerrings.deploy(plant, plant.front, at - 2 * Season.MINUTE);
        return Truth.of(at, at + 3 * Season.MINUTE)
                .within(60)
                .tolerance(15)
                .cause(customer)
                .innocent(innocent)
                .changes(customer, plant.words.job() + "\\.(wait|depth)", "duration");
    }

    /// Somebody else uses up what the key allows: we call no more than ever.
    private static Truth elsewhere(Plant plant, long at, Draw draw) {
        String text = plant.words.upstream() + " returned 429 Too Many Requests";
        plant.knobs.upstream =
                (t, _, d) ->
                        t > at && d.chance(0.6) ? new Reply(429, d.between(20.0, 60), text) : null;
        String innocent = RedHerrings.deploy(plant, plant.front, at - 8 * Season.MINUTE);
        return Truth.of(at, at + 2 * Season.MINUTE)
                .cause("429|limit", "elsewhere|somebody else|another|shared|below|not more")
                .innocent(innocent, "demand surge", "retries without back-off multiply")
                .changes("429");
    }

    /// What is called no longer knows the version that is asked of it.
    private static Truth sunset(Plant plant, long at, Draw draw) {
        String text =
                plant.words.upstream()
                        + " returned 410 Gone: API version 2024-06-01 was retired, use 2026-01-15";
        plant.knobs.upstream =
                (t, _, d) -> t > at ? new Reply(410, d.between(9.0, 30), text) : null;
        String innocent = RedHerrings.deploy(plant, plant.front, at - 6 * Season.MINUTE);
        return Truth.of(at, at + Season.MINUTE)
                .cause("retired|410")
                .innocent(innocent)
                .changes("410|retired", plant.words.refused(), plant.words.upstream());
    }

    /// The package manager upgraded a library at night.
    private static Truth upgraded(Plant plant, long at, Draw draw) {
        plant.sim.at(
                at,
                () ->
                        plant.add(
                                new Row.Setting(
                                        at,
                                        plant.scheduler,
                                        "unattended-upgrade: libvips42 8.14.1-3 upgraded to 8.17.1-1",
                                        "libvips42")));
        String text = "libvips: vips_colourspace: no known route from 'cmyk' to 'srgb'";
        var trace = new Row.Trace("Error", text, "worker/image.py", 212, "convert");
        plant.knobs.work =
                (t, _, _, d) ->
                        t > at + 70_000 && d.chance(0.7)
                                ? new Failure(text, trace, false, 0)
                                : null;
        String innocent = RedHerrings.deploy(plant, plant.biller, at - 6 * Season.MINUTE);
        return Truth.of(at, at + 2 * Season.MINUTE)
                .within(30)
                .cause("vips", "upgrade|8\\.17")
                .innocent(innocent)
                .changes("vips");
    }

    /// Nobody can reach the service, and it hears of nothing.
    private static Truth certificate(Plant plant, long at, Draw draw) {
        plant.knobs.jobs = t -> t > at ? 0.04 : 1.3;
        plant.knobs.previews = t -> t > at ? 0.04 : 1.3;
        plant.knobs.requests = t -> t > at ? 0.04 : 1.3;
        for (long t = at + 40_000; t < plant.end; t += 3 * Season.MINUTE) {
            long when = t;
            plant.sim.at(
                    when,
                    () ->
                            plant.error(
                                    when,
                                    plant.scheduler,
                                    "scheduler.probe",
                                    "probe of https://www.example.org: SSL: CERTIFICATE_VERIFY_FAILED,"
                                            + " certificate has expired",
                                    Plant.values(),
                                    null));
        }
        String innocent = RedHerrings.deploy(plant, plant.front, at - 11 * Season.MINUTE);
        return Truth.of(at, at + Season.MINUTE)
                .within(30)
                .cause("certificate")
                .innocent(innocent)
                .changes("certificate|CERTIFICATE", plant.words.request());
    }

    /// A change of the schema holds what everybody needs.
    private static Truth migration(Plant plant, long at, Draw draw) {
        String table = plant.words.table();
        plant.sim.at(
                at,
                () ->
                        plant.add(
                                new Row.Setting(
                                        at,
                                        plant.scheduler,
                                        "migration 0043 begun: ALTER TABLE " + table,
                                        "0043")));
        String text = "canceling statement due to lock timeout, relation \"" + table + "\"";
        var trace = new Row.Trace("LockNotAvailable", text, "front/db.py", 97, "query");
        plant.knobs.front =
                (t, route, _) ->
                        t > at + 20_000 && route.startsWith("GET")
                                ? new Refusal(500, 3_000, text, trace)
                                : null;
        String innocent = RedHerrings.deploy(plant, plant.biller, at - 9 * Season.MINUTE);
        return Truth.of(at, at + Season.MINUTE)
                .cause("lock", "migration|0043|ALTER")
                .innocent(innocent)
                .changes("0043|migration", "lock timeout", plant.words.request());
    }
}

package dev.watchkeeper.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The simulated service: its processes, what they do all day, and what happened to them once.
final class Service {

    private static final int IMPORTS = 4;

    private final long seed;
    private final Component gateway;
    private final Component first;
    private final Component second;
    private final Component billing;
    private final Gemini gemini = new Gemini();
    private final PageReading reading;
    private final Speaking speaking;
    private final Host host;
    private final List<Traffic> traffic = new ArrayList<>();
    private final List<Once> once = new ArrayList<>();

    /// @param now the history of deploys and incidents is laid out backwards from it
    Service(long seed, Micros now) {
        this.seed = seed;
        Micros before = now.minus(Duration.ofDays(17));
        gateway = component("MainProcess", "gateway", before);
        first = component("tts-1", "worker", before);
        second = component("tts-2", "worker", before);
        billing = component("billing", "billing", before);
        reading = new PageReading(gateway, gemini);
        Micros down = now.minus(Duration.ofHours(171));
        speaking =
                new Speaking(
                        new Inworld(down, down.plus(20 * Micros.MINUTE)),
                        new Charges(gateway, billing));
        host = new Host(before, Chance.stream(seed, "host"));
        often("documents", 560, true, new Documents(gateway, reading));
        var queue = new SpeechQueue(gateway, workers(), speaking, Chance.stream(seed, "queue"));
        often("paragraphs", 620, true, new Syntheses(gateway, queue, 1, 1));
        often("chapters", 52, true, new Syntheses(gateway, queue, 4, 17));
        imports(now);
        background();
        history(now);
    }

    Component gateway() {
        return gateway;
    }

    /// The workers, `tts-1` and `tts-2`.
    List<Component> workers() {
        return List.of(first, second);
    }

    Component billing() {
        return billing;
    }

    Gemini gemini() {
        return gemini;
    }

    PageReading reading() {
        return reading;
    }

    Speaking speaking() {
        return speaking;
    }

    Host host() {
        return host;
    }

    List<Traffic> traffic() {
        return traffic;
    }

    List<Once> once() {
        return once;
    }

    /// Something that happens at one moment.
    void once(Micros at, String purpose, Activity activity) {
        once.add(new Once(at, Chance.stream(seed, purpose + at.value()), activity));
    }

    /// Starts the gateway anew, with a way to retry; says which version it is.
    String deployGateway(Micros at, RetryPolicy policy) {
        String previous = gateway.at(at).version();
        String version = gateway.deploy(at).version();
        reading.change(at, policy);
        once(at, "deploy", Deploys.gateway(gateway, version, previous, policy));
        return version;
    }

    /// Starts a worker anew; says which version it is.
    String deployWorker(Component worker, Micros at) {
        String previous = worker.at(at).version();
        String version = worker.deploy(at).version();
        once(at, "deploy", Deploys.worker(worker, version, previous));
        return version;
    }

    /// Each of the last days at the hour at which the world ends, so that it is under way then.
    private void imports(Micros now) {
        var random = Chance.stream(seed, "imports");
        for (int days = IMPORTS - 1; days >= 0; days--) {
            Micros at =
                    now.minus(Duration.ofDays(days))
                            .plus(-Chance.millis(random, 2_640_000, 2_700_000));
            once(at, "archive import", new ArchiveImport(gateway, reading));
        }
    }

    private void background() {
        often("requests", 1300, true, Background.requests(gateway));
        often("quota", 26, true, Background.quota(gateway));
        often("slow query", 20, false, Background.slowQuery(gateway));
        often("disconnect", 34, true, Background.disconnect(gateway));
        often("vacuum", 8, false, Background.vacuum(gateway));
        often("purge", 48, false, Background.purge(gateway));
        often("purge failure", 2, false, Background.purgeFailure(gateway));
        often("disk", 96, false, Background.disk(gateway, host));
        often("reconnect", 2, false, Background.reconnect(first));
        often("encrypted", 5, false, Background.encrypted(gateway));
        often("heartbeat", 288, false, Background.heartbeat(billing));
    }

    private void history(Micros now) {
        for (int hours : new int[] {290, 194, 82}) {
            deployGateway(now.minus(Duration.ofHours(hours)), RetryPolicy.BACK_OFF);
        }
        for (int hours : new int[] {241, 121}) {
            deployWorker(first, now.minus(Duration.ofHours(hours)));
            deployWorker(second, now.minus(Duration.ofHours(hours).minusSeconds(75)));
        }
        Micros at = now.minus(Duration.ofHours(265));
        String previous = billing.at(at).version();
        String version = billing.deploy(at).version();
        once(at, "deploy", Deploys.billing(billing, version, previous));
        for (int hours : new int[] {300, 236, 163, 91, 44}) {
            var when = now.minus(Duration.ofHours(hours));
            once(when, "disconnects", Background.disconnects(gateway));
        }
    }

    private Component component(String name, String log, Micros start) {
        return new Component(name, log, start, Chance.stream(seed, "component " + name));
    }

    /// Adds something that happens again and again, so often a day.
    Traffic often(String purpose, double perDay, boolean seasonal, Activity activity) {
        var one = new Traffic(perDay, seasonal, Chance.stream(seed, purpose), activity);
        traffic.add(one);
        return one;
    }

    /// Something that happens at one moment, with its own draws.
    record Once(Micros at, RandomGenerator random, Activity activity) {}
}

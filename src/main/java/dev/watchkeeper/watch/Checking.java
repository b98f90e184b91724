package dev.watchkeeper.watch;

import dev.watchkeeper.check.CapacityCheck;
import dev.watchkeeper.check.Check;
import dev.watchkeeper.check.CheckReport;
import dev.watchkeeper.check.CheckRun;
import dev.watchkeeper.check.Checks;
import dev.watchkeeper.check.ChecksConfig;
import dev.watchkeeper.check.ErrorPatternCheck;
import dev.watchkeeper.check.FreshnessCheck;
import dev.watchkeeper.check.HeartbeatCheck;
import dev.watchkeeper.check.Ignores;
import dev.watchkeeper.check.InvariantCheck;
import dev.watchkeeper.check.LimitsCheck;
import dev.watchkeeper.check.MetricsCheck;
import dev.watchkeeper.check.SloCheck;
import dev.watchkeeper.check.Watch;
import dev.watchkeeper.check.WorkersCheck;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.state.HiddenNews;
import dev.watchkeeper.state.IgnoreStore;
import dev.watchkeeper.workplace.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Runs the checks that tools.yaml wants, on its streams.
public final class Checking {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Checking() {}

    public static CheckReport run(Workplace workplace, Talk talk) {
        ChecksConfig config = workplace.configuration().checks();
        Instant now = workplace.clock().instant();
        Thread rolling =
                Thread.ofPlatform()
                        .daemon()
                        .name("roll-ups")
                        .start(() -> RollingUp.metrics(workplace, talk));
        var kept = new IgnoreStore(workplace.state());
        var ignores =
                new Ignores(
                        workplace.configuration().ignores(),
                        kept.inForce(now),
                        workplace.configuration().timezone(),
                        now);
        var watch =
                new Watch(
                        workplace.catalog(),
                        ignores,
                        workplace.findings(),
                        workplace.templates(),
                        workplace.hours(),
                        now,
                        config.window(),
                        config.baseline(),
                        config.errors().minLevel(),
                        Deadline.after(LONGEST),
                        talk::progress);
        workplace.catalogs().remarks().forEach(watch::remark);
        watch.eventNumbersAfter(() -> awaitEnd(rolling, talk));
        try {
            CheckReport report = CheckRun.run(wanted(config), watch);
            kept.hid(ignores.hid(), now);
            new HiddenNews(workplace.state()).keep(report.ignored(), now);
            return report;
        } finally {
            awaitEnd(rolling, talk);
        }
    }

    private static void awaitEnd(Thread rolling, Talk talk) {
        try {
            if (rolling.isAlive()) {
                talk.progress("reading the history of metrics");
            }
            rolling.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Check> wanted(ChecksConfig config) {
        return Checks.all().stream()
                .filter(check ->
                        switch (check.name()) {
                            case ErrorPatternCheck.NAME -> config.errors().enabled();
                            case FreshnessCheck.NAME -> config.freshness().enabled();
                            case HeartbeatCheck.NAME -> config.heartbeat().enabled();
                            case MetricsCheck.NAME -> config.metrics().enabled();
                            case LimitsCheck.NAME -> config.limits().enabled();
                            case CapacityCheck.NAME -> config.disk().enabled();
                            case WorkersCheck.NAME -> config.workers().enabled();
                            case SloCheck.NAME -> config.slo().enabled();
                            case InvariantCheck.NAME -> config.invariant().enabled();
                            default -> true;
                        })
                .toList();
    }
}

package dev.watchkeeper.investigate.playbook.differential;

import java.util.List;

/// Everything that is considered. A new hypothesis is one file and one line here.
public final class Hypotheses {

    /// What is asked first costs least, and serves most of the others.
    public static final List<Hypothesis> ALL =
            List.of(
                    new ErrorBurst(),
                    new Regression(),
                    new ConfigurationChange(),
                    new DatabaseLocked(),
                    new NameResolution(),
                    new Credentials(),
                    new PoolExhausted(),
                    new ClockSkew(),
                    new ProcessLimit(),
                    new ContractChange(),
                    new CronOverlap(),
                    new CacheCold(),
                    new DeadLoop(),
                    new StalePipeline(),
                    new LostWorker(),
                    new CrashLoop(),
                    new DemandSurge(),
                    new NothingArrives(),
                    new RetryStorm(),
                    new RateLimit(),
                    new SlowDependency(),
                    new FailingDependency(),
                    new SlowProcessing(),
                    new PoisonMessage(),
                    new DataLoss(),
                    new DoneTwice(),
                    new DiskFull(),
                    new MemoryPressure());

    private Hypotheses() {}
}

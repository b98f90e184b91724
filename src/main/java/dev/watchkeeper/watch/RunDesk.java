package dev.watchkeeper.watch;

import dev.watchkeeper.audit.AuditEvent;
import dev.watchkeeper.audit.DoorAudit;
import dev.watchkeeper.investigate.InvestigateConfig;
import dev.watchkeeper.investigate.Task;
import dev.watchkeeper.launch.LaunchDesk;
import dev.watchkeeper.launch.Offer;
import dev.watchkeeper.launch.Report;
import dev.watchkeeper.launch.Tokens;
import dev.watchkeeper.launch.WantedTask;
import dev.watchkeeper.mcp.BearerTokens;
import dev.watchkeeper.state.HandOverStore;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolDescription;
import dev.watchkeeper.tool.Toolbox;
import dev.watchkeeper.workplace.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Answers launchers from the state: all that a run needs is there, so a server that is started
/// anew in the middle of one goes on with it.
final class RunDesk implements LaunchDesk {

    /// Beyond the minutes of the run, for its start and its report.
    static final Duration SLACK = Duration.ofMinutes(2);

    private final Workplace workplace;
    private final HandOverStore store;
    private final InstantSource clock;
    private final DoorAudit door;

    /// @param clock the real time, by which leases end
    RunDesk(Workplace workplace, InstantSource clock, DoorAudit door) {
        this.workplace = workplace;
        this.store = new HandOverStore(workplace.state());
        this.clock = clock;
        this.door = door;
    }

    @Override
    public Optional<Offer> next() {
        String token = BearerTokens.fresh();
        InvestigateConfig config = workplace.configuration().investigate();
        return store.take(Tokens.hash(token), config.budget().time().plus(SLACK), clock.instant())
                .map(taken -> {
                    WantedTask wanted = WantedTask.parse(taken.task());
                    return new Offer(
                            taken.run(),
                            wanted,
                            workplace.clock().instant(),
                            toolbox(wanted.task()).list().stream()
                                    .map(ToolDescription::name)
                                    .toList(),
                            config.model(),
                            config.budget().turns(),
                            config.budget().minutes(),
                            config.budget().dollarsPerRun(),
                            token);
                });
    }

    @Override
    public Optional<Opened> open(String token) {
        byte[] secret = Tokens.hash(token);
        return leased(secret)
                .map(run ->
                        new Opened(
                                new LeasedToolbox(
                                        toolbox(WantedTask.parse(run.task()).task()),
                                        () -> leased(secret).isPresent()),
                                new Session(run.run(), principal(), "launcher"),
                                left(run)));
    }

    @Override
    public Optional<Boolean> written(String token) {
        return leased(Tokens.hash(token))
                .map(run ->
                        workplace
                                .receipts()
                                .latest(
                                        run.run(),
                                        "write_" + WantedTask.parse(run.task()).task().leaves())
                                .isPresent());
    }

    @Override
    public boolean report(String token, Report report) {
        byte[] secret = Tokens.hash(token);
        Optional<HandOverStore.HandOver> run = leased(secret);
        if (run.isEmpty() || !store.report(secret, report.text(), clock.instant())) {
            return false;
        }
        String sha256 = report.transcriptSha256();
        Long bytes = report.transcriptBytes();
        if (sha256 != null && bytes != null) {
            String id = run.get().run();
            workplace
                    .audit()
                    .note(
                            new AuditEvent.Kept(
                                    principal(),
                                    id,
                                    "launcher:runs/" + id + "/transcript.jsonl",
                                    sha256,
                                    bytes));
        }
        return true;
    }

    @Override
    public void refused(String reason) {
        door.refused("launcher socket", "", reason);
    }

    private Optional<HandOverStore.HandOver> leased(byte[] secret) {
        return store.leased(secret, clock.instant());
    }

    private Duration left(HandOverStore.HandOver run) {
        Instant until = run.leasedUntil();
        return until == null ? Duration.ZERO : Duration.between(clock.instant(), until);
    }

    private Toolbox toolbox(Task.Lasting task) {
        return switch (task) {
            case Task.Investigation _ -> workplace.toolbox();
            case Task.Review review -> workplace.toolboxForReview(review.period());
        };
    }

    private String principal() {
        return "claude " + workplace.configuration().investigate().model();
    }
}

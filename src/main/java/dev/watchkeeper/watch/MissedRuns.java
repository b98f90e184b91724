package dev.watchkeeper.watch;

import dev.watchkeeper.check.CheckReport;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.RunStore;
import dev.watchkeeper.trigger.Decision;
import dev.watchkeeper.trigger.Rhythm;
import dev.watchkeeper.workplace.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Patrols that did not happen, as a finding of the next one. Nobody can be told of them earlier
/// from here: that is what the dead man's switch is for.
public final class MissedRuns {

    public static final String ID = "missed-patrol";

    private static final int LOOKED_AT = 60;
    private static final Duration OF_THE_UNITS = Duration.ofMinutes(5);
    private static final List<Path> TIMERS =
            List.of(
                    Path.of("/etc/systemd/system/watchkeeper-patrol.timer"),
                    Path.of("/lib/systemd/system/watchkeeper-patrol.timer"),
                    Path.of("/usr/lib/systemd/system/watchkeeper-patrol.timer"));

    private final Workplace workplace;

    public MissedRuns(Workplace workplace) {
        this.workplace = workplace;
    }

    /// How often a patrol is expected: as tools.yaml says, as was usual, or as the timer has it;
    /// null where nothing says so.
    @Nullable Duration every() {
        Duration declared = workplace.configuration().patrol().every();
        if (declared != null) {
            return declared;
        }
        Duration usual = Rhythm.usual(runs(LOOKED_AT));
        return usual == null && TIMERS.stream().anyMatch(Files::exists) ? OF_THE_UNITS : usual;
    }

    /// The gaps among so many of the latest patrols, the oldest first.
    public List<Rhythm.Gap> gaps(int patrols) {
        Duration every = every();
        return every == null ? List.of() : Rhythm.gaps(runs(patrols), every);
    }

    /// The report, with what the time before the present run says. To be asked when that run has
    /// been recorded.
    CheckReport added(CheckReport report) {
        List<Rhythm.Gap> gaps = gaps(2);
        Optional<FindingStore.Stored> known = workplace.findings().find(ID);
        if (gaps.isEmpty()) {
            known.filter(FindingStore.Stored::open).ifPresent(this::settle);
            return report;
        }
        Finding finding = finding(gaps.getLast(), known);
        workplace.findings().keep(List.of(finding), workplace.clock().instant());
        var all = new ArrayList<>(report.findings());
        all.add(finding);
        all.sort(Comparator.comparing(Finding::severity));
        return new CheckReport(
                report.asOf(),
                report.window(),
                all,
                report.activities(),
                report.metrics(),
                report.unread(),
                report.remarks(),
                report.checks(),
                report.took());
    }

    /// A gap is over when the next patrol runs. Whoever was told of it need not hear that.
    private void settle(FindingStore.Stored stored) {
        Finding finding = stored.finding();
        Finding over = finding.unseen(FindingState.RESOLVED, finding.facts());
        workplace.findings().keep(List.of(over), workplace.clock().instant());
        if (stored.notified() != null) {
            workplace.findings().markNotified(List.of(over), workplace.clock().instant());
        }
    }

    private Finding finding(Rhythm.Gap gap, Optional<FindingStore.Stored> known) {
        Instant now = workplace.clock().instant();
        return new Finding(
                ID,
                Decision.OWN,
                "watchkeeper",
                Severity.SEV3,
                known.isPresent() && known.get().notifiedAt() != null
                        ? FindingState.REGRESSED
                        : FindingState.NEW,
                "nobody watched for "
                        + Span.words(gap.length())
                        + switch (gap.cause()) {
                            case HOST_OFF -> ": the host was off";
                            case NOT_STARTED -> ", though the host ran";
                            case UNKNOWN -> "";
                        },
                facts(gap),
                gap.from().isAfter(now) ? now : gap.from(),
                now,
                gap.missed(),
                null,
                null);
    }

    private static List<String> facts(Rhythm.Gap gap) {
        var facts = new ArrayList<String>();
        facts.add(
                gap.missed()
                        + (gap.missed() == 1 ? " patrol" : " patrols")
                        + " missed from "
                        + minute(gap.from())
                        + " to "
                        + minute(gap.until())
                        + " UTC");
        Duration up = gap.up();
        if (up != null && gap.cause() == Rhythm.Cause.HOST_OFF) {
            facts.add("the host started " + Span.words(up) + " before this patrol");
        } else if (gap.cause() == Rhythm.Cause.NOT_STARTED) {
            facts.add("see whether the timer is on: systemctl status watchkeeper-patrol.timer");
        }
        return facts;
    }

    private static String minute(Instant time) {
        return time.toString().substring(0, "2026-11-22T10:00".length()).replace('T', ' ');
    }

    private List<Rhythm.Run> runs(int most) {
        return new RunStore(workplace.state())
                .latest("patrol", most).reversed().stream().map(MissedRuns::run).toList();
    }

    private static Rhythm.Run run(RunStore.Run run) {
        Instant ended = run.ended();
        RunStore.Moment moment = run.moment();
        Duration took = ended == null ? Duration.ZERO : Duration.between(run.started(), ended);
        return new Rhythm.Run(
                run.started(),
                took.isNegative() ? Duration.ZERO : took,
                moment == null || moment.boot().isEmpty() ? null : moment.boot(),
                moment == null ? Duration.ZERO : moment.up());
    }
}

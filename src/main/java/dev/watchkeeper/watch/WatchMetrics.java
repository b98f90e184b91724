package dev.watchkeeper.watch;

import dev.watchkeeper.mcp.MetricFamily;
import dev.watchkeeper.mcp.MetricFamily.Sample;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.notify.OutboxTable;
import dev.watchkeeper.state.ClaudeUse;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.InvestigationStore;
import dev.watchkeeper.state.RunStore;
import dev.watchkeeper.state.StateDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the watch says of itself at `/metrics`, from the state, so that it holds for patrols in
/// processes of their own. Labels are words of ours and the names of channels.
public final class WatchMetrics {

    private final StateDatabase state;

    public WatchMetrics(StateDatabase state) {
        this.state = state;
    }

    /// All of it; of a state that cannot be read, that it cannot.
    public List<MetricFamily> families() {
        try {
            var families = new ArrayList<MetricFamily>();
            families.add(up(1));
            families.addAll(runs());
            families.add(findings());
            families.addAll(outbox());
            families.addAll(investigations());
            return families;
        } catch (SourceUnavailable | IllegalStateException e) {
            return List.of(up(0));
        }
    }

    private static MetricFamily up(int value) {
        return MetricFamily.of("state_up", "gauge", "Whether the state can be read.", value);
    }

    private List<MetricFamily> runs() {
        RunStore.Total patrols = new RunStore(state).total("patrol");
        Instant last = patrols.lastSuccess();
        var families = new ArrayList<MetricFamily>();
        families.add(
                new MetricFamily(
                        "patrol_runs_total",
                        "counter",
                        "Patrols by how they ended; without_end was cut off, or is at work.",
                        List.of(
                                new Sample(
                                        Map.of("outcome", "done"),
                                        patrols.ended() - patrols.failed()),
                                new Sample(Map.of("outcome", "failed"), patrols.failed()),
                                new Sample(
                                        Map.of("outcome", "without_end"),
                                        patrols.begun() - patrols.ended()))));
        if (last != null) {
            families.add(
                    MetricFamily.of(
                            "patrol_last_success_timestamp_seconds",
                            "gauge",
                            "When the last patrol that went well ended, in Unix time.",
                            last.toEpochMilli() / 1e3));
        }
        families.add(
                MetricFamily.of(
                        "patrol_cpu_seconds_total",
                        "counter",
                        "CPU time that patrols took, with what they started.",
                        patrols.cpu().toMillis() / 1e3));
        return families;
    }

    private MetricFamily findings() {
        var counts = new EnumMap<Severity, Integer>(Severity.class);
        for (Severity severity : Severity.values()) {
            counts.put(severity, 0);
        }
        new FindingStore(state)
                .open().stream()
                        .filter(one -> one.finding().ignored() == null)
                        .forEach(one -> counts.merge(one.finding().severity(), 1, Integer::sum));
        return new MetricFamily(
                "findings_open",
                "gauge",
                "Findings that are open and not ignored, as of the last check.",
                counts.entrySet().stream()
                        .map(count ->
                                new Sample(
                                        Map.of("severity", count.getKey().name()),
                                        count.getValue()))
                        .toList());
    }

    private List<MetricFamily> outbox() {
        var table = new OutboxTable(state.dataSource());
        return List.of(
                new MetricFamily(
                        "outbox_waiting",
                        "gauge",
                        "Messages not delivered yet, by channel.",
                        table.backlogs().stream()
                                .map(one ->
                                        new Sample(Map.of("channel", one.channel()), one.waiting()))
                                .toList()),
                MetricFamily.of(
                        "outbox_dead",
                        "gauge",
                        "Messages that were given up and are kept, a hundred at most.",
                        table.deadLetters().size()));
    }

    private List<MetricFamily> investigations() {
        ClaudeUse.Sum used = new ClaudeUse(state).since(Instant.EPOCH);
        Map<InvestigationStore.State, Long> counts = new InvestigationStore(state).counts();
        return List.of(
                new MetricFamily(
                        "investigations_total",
                        "counter",
                        "Investigations and reviews by how they ended.",
                        counts.entrySet().stream()
                                .map(count ->
                                        new Sample(
                                                Map.of(
                                                        "outcome",
                                                        count.getKey()
                                                                .name()
                                                                .toLowerCase(Locale.ROOT)),
                                                count.getValue()))
                                .toList()),
                MetricFamily.of(
                        "claude_tokens_total",
                        "counter",
                        "Tokens that Claude read and wrote, where it said so.",
                        (double) used.tokens()),
                MetricFamily.of(
                        "claude_dollars_total",
                        "counter",
                        "What Claude cost, and the cap of a run where that is not known.",
                        used.dollars()));
    }
}

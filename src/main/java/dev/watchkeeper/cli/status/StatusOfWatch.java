package dev.watchkeeper.cli.status;

import dev.watchkeeper.cli.status.StatusRow.Mood;
import dev.watchkeeper.cli.terminal.Amounts;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.notify.OutboxTable;
import dev.watchkeeper.state.ClaudeUse;
import dev.watchkeeper.state.LeftOut;
import dev.watchkeeper.state.RunStore;
import dev.watchkeeper.state.SilenceStore;
import dev.watchkeeper.trigger.Circuit;
import dev.watchkeeper.watch.ClaudeCircuit;
import dev.watchkeeper.watch.Silences;
import dev.watchkeeper.workplace.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The lines of the status about what stands between a finding and a person: silences, channels
/// that do not answer, Claude when it is left alone, what a budget left out; and what the watch
/// itself costs. Those of which there is nothing to say are left out.
final class StatusOfWatch {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_RUNS = 2_000;
    private static final int MOST_SILENCES = 3;

    private final Workplace workplace;
    private final Instant now;

    StatusOfWatch(Workplace workplace, Instant now) {
        this.workplace = workplace;
        this.now = now;
    }

    List<StatusRow> rows() {
        var rows = new ArrayList<StatusRow>();
        rows.addAll(silences());
        rows.addAll(channels());
        rows.addAll(claude());
        rows.addAll(leftOut());
        rows.addAll(cost());
        return rows;
    }

    private List<StatusRow> silences() {
        List<SilenceStore.Silence> all = Silences.at(workplace.state(), now).all();
        var rows = new ArrayList<StatusRow>();
        for (SilenceStore.Silence one : all.subList(0, Math.min(MOST_SILENCES, all.size()))) {
            rows.add(
                    StatusRow.words(
                            "silence",
                            String.valueOf(one.id()),
                            one.matcher()
                                    + " for "
                                    + Amounts.about(Duration.between(now, one.until()))
                                    + ", by "
                                    + one.by()
                                    + ": "
                                    + one.reason(),
                            Mood.ODD,
                            Map.of(
                                    "matcher", one.matcher(),
                                    "until", one.until().toString(),
                                    "by", one.by(),
                                    "reason", one.reason())));
        }
        if (all.size() > MOST_SILENCES) {
            rows.add(
                    StatusRow.words(
                            "silence",
                            "",
                            "and "
                                    + (all.size() - MOST_SILENCES)
                                    + " more; watchkeeper silence list shows them",
                            Mood.ODD,
                            Map.of("more", all.size() - MOST_SILENCES)));
        }
        return rows;
    }

    /// Channels whose first message was tried and not taken, and messages that were given up.
    private List<StatusRow> channels() {
        var table = new OutboxTable(workplace.state().dataSource());
        var rows = new ArrayList<StatusRow>();
        for (OutboxTable.Backlog backlog : table.backlogs()) {
            if (backlog.attempts() > 0) {
                var data = new LinkedHashMap<String, Object>();
                data.put("waiting", backlog.waiting());
                data.put("attempts", backlog.attempts());
                data.put("next", backlog.due().toString());
                data.put("reason", backlog.reason());
                rows.add(
                        StatusRow.words(
                                "channel",
                                backlog.channel(),
                                backlog.waiting()
                                        + (backlog.waiting() == 1 ? " waits" : " wait")
                                        + ", "
                                        + backlog.attempts()
                                        + (backlog.attempts() == 1 ? " try: " : " tries: ")
                                        + backlog.reason(),
                                Mood.BAD,
                                data));
            }
        }
        List<OutboxTable.DeadLetter> dead =
                table.deadLetters().stream()
                        .filter(one -> one.at().isAfter(Instant.now().minus(DAY)))
                        .toList();
        if (!dead.isEmpty()) {
            rows.add(
                    StatusRow.words(
                            "channel",
                            dead.getFirst().channel(),
                            dead.size() + " refused today, the last: " + dead.getFirst().reason(),
                            Mood.BAD,
                            Map.of("refused_24h", dead.size())));
        }
        return rows;
    }

    private List<StatusRow> claude() {
        var breaker = new ClaudeCircuit(workplace.state(), workplace.configuration().timezone());
        Circuit circuit = breaker.now();
        if (circuit.failures() == 0) {
            return List.of();
        }
        String open = breaker.open(now);
        var data = new LinkedHashMap<String, Object>();
        data.put("failures", circuit.failures());
        data.put("state", open != null ? "open" : circuit.halfOpen(now) ? "half_open" : "closed");
        if (circuit.until() != null) {
            data.put("until", circuit.until().toString());
        }
        return List.of(
                StatusRow.words(
                        "claude",
                        "",
                        open != null
                                ? open
                                : "failed "
                                        + (circuit.failures() == 1
                                                ? "once"
                                                : circuit.failures() + " times in a row")
                                        + ", is tried again: "
                                        + circuit.reason(),
                        open != null ? Mood.BAD : Mood.ODD,
                        data));
    }

    private List<StatusRow> leftOut() {
        List<LeftOut.Entry> all = new LeftOut(workplace.state()).all();
        return all.isEmpty()
                ? List.of()
                : List.of(
                        StatusRow.words(
                                "budget",
                                "",
                                all.size()
                                        + (all.size() == 1 ? " finding" : " findings")
                                        + " without investigation for "
                                        + Amounts.about(
                                                Duration.between(all.getFirst().since(), now))
                                        + ": "
                                        + all.getFirst().reason(),
                                Mood.ODD,
                                Map.of("left_out", all.size(), "reason", all.getFirst().reason())));
    }

    /// What the runs of the last 24 hours took.
    private List<StatusRow> cost() {
        List<RunStore.Cost> costs =
                new RunStore(workplace.state())
                        .latest(MOST_RUNS).stream()
                                .filter(run ->
                                        run.asOf().isAfter(now.minus(DAY))
                                                && !run.asOf().isAfter(now))
                                .flatMap(run ->
                                        run.cost() == null
                                                ? Stream.<RunStore.Cost>empty()
                                                : Stream.of(run.cost()))
                                .toList();
        if (costs.isEmpty()) {
            return List.of();
        }
        Duration cpu = costs.stream().map(RunStore.Cost::cpu).reduce(Duration.ZERO, Duration::plus);
        ClaudeUse.Sum used = new ClaudeUse(workplace.state()).since(now.minus(DAY));
        var data = new LinkedHashMap<String, Object>();
        data.put("runs_24h", costs.size());
        data.put("cpu_seconds_24h", cpu.toMillis() / 1e3);
        data.put("tokens_24h", used.tokens());
        data.put("dollars_24h", used.dollars());
        return List.of(
                StatusRow.words(
                        "cost",
                        "",
                        String.format(
                                "%s CPU a run, %s in 24 h; %,d tokens, $%.2f",
                                Span.words(cpu.dividedBy(costs.size())),
                                Span.words(cpu),
                                used.tokens(),
                                used.dollars()),
                        Mood.PLAIN,
                        data));
    }
}

package dev.watchkeeper.watch;

import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.notify.Messages;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.LeftOut;
import dev.watchkeeper.trigger.Decision;
import dev.watchkeeper.trigger.Known;
import dev.watchkeeper.workplace.Workplace;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the budget leaves out: noted while it does, and summed up in one message when it is back.
final class BudgetReport {

    private final Workplace workplace;
    private final Announcer announcer;
    private final LeftOut leftOut;

    BudgetReport(Workplace workplace, Announcer announcer) {
        this.workplace = workplace;
        this.announcer = announcer;
        this.leftOut = new LeftOut(workplace.state());
    }

    /// Notes what this round leaves out, or sums up what earlier ones did. What is said is in the
    /// outbox, under an id made of what it is about, before the notes are forgotten.
    void of(Decision decision) {
        if (decision.withheld() != null) {
            leftOut.note(
                    decision.leftOut().stream().map(Known::episodeId).toList(),
                    decision.withheld(),
                    workplace.clock().instant());
            return;
        }
        List<LeftOut.Entry> entries = leftOut.all();
        if (entries.isEmpty()) {
            return;
        }
        Map<String, FindingStore.Stored> stored = workplace.findings().byId();
        List<FindingStore.Stored> about =
                entries.stream()
                        .map(entry -> stored.get(entry.episode().replaceFirst("#.*", "")))
                        .filter(Objects::nonNull)
                        .toList();
        if (!about.isEmpty()) {
            int gone =
                    (int)
                            about.stream()
                                    .filter(one -> one.finding().state() == FindingState.RESOLVED)
                                    .count();
            Severity gravest =
                    about.stream()
                            .map(one -> one.finding().severity())
                            .min(Comparator.naturalOrder())
                            .orElse(Severity.SEV3);
            announcer.budgetIsBack(
                    Ids.of("budget", entries.stream().map(LeftOut.Entry::episode).toList(), 1),
                    gravest,
                    new Messages.LeftOut(
                            about.size(),
                            gone,
                            decision.investigate().size(),
                            entries.getFirst().since(),
                            entries.getFirst().reason()));
        }
        leftOut.forget(entries);
    }
}

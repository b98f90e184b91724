package dev.watchkeeper.watch;

import dev.watchkeeper.investigate.FailureKind;
import dev.watchkeeper.investigate.Outcome;
import dev.watchkeeper.state.CircuitStore;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.trigger.Circuit;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The circuit breaker on Claude, in the state: what one run learned holds for the next.
public final class ClaudeCircuit {

    private static final String NAME = "claude";

    private final CircuitStore store;
    private final DateTimeFormatter minute;

    public ClaudeCircuit(StateDatabase state, ZoneId zone) {
        this.store = new CircuitStore(state);
        this.minute = DateTimeFormatter.ofPattern("HH:mm z", Locale.ENGLISH).withZone(zone);
    }

    public Circuit now() {
        return store.find(NAME)
                .map(kept ->
                        new Circuit(kept.failures(), kept.openings(), kept.until(), kept.reason()))
                .orElse(Circuit.CLOSED);
    }

    /// Why Claude is not tried now, as a clause; null when it may be.
    public @Nullable String open(Instant now) {
        Circuit circuit = now();
        Instant until = circuit.until();
        return until == null || !circuit.open(now)
                ? null
                : "it failed "
                        + circuit.failures()
                        + " times in a row and is left alone until "
                        + minute.format(until)
                        + " (last: "
                        + clause(circuit.reason())
                        + ")";
    }

    /// Learns from a run. One that was ended from outside says nothing of Claude.
    void ended(Outcome outcome, Instant now) {
        Circuit before = now();
        keep(
                before,
                switch (outcome) {
                    case Outcome.Failed failed when failed.kind() == FailureKind.KILLED -> before;
                    case Outcome.Failed failed when failed.unavailable() ->
                            before.failed(failed.reason(), now);
                    case Outcome _ -> Circuit.CLOSED;
                });
    }

    /// Learns from a run that was left to a launcher. One that has no Claude was set up so.
    void ended(HandOvers.Ending ending, Instant now) {
        if (ending.withoutClaude() || ending.kind() == FailureKind.KILLED) {
            return;
        }
        Circuit before = now();
        String reason = ending.reason();
        keep(
                before,
                ending.unavailable() && reason != null
                        ? before.failed(reason, now)
                        : Circuit.CLOSED);
    }

    private void keep(Circuit before, Circuit after) {
        if (!after.equals(before)) {
            store.keep(
                    NAME,
                    new CircuitStore.Kept(
                            after.failures(), after.openings(), after.until(), after.reason()));
        }
    }

    private static String clause(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}

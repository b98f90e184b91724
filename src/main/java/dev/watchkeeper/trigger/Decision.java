package dev.watchkeeper.trigger;

import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What follows from what was found.
///
/// @param tell findings a person is told of now
/// @param over findings a person was told of, and is told now that they are gone
/// @param investigate findings to investigate now, together
/// @param leftOut findings that deserve an investigation and get none now
/// @param withheld why they get none, as a clause; or null
/// @param withheldUntil when one may begin at the earliest, or null
/// @param silenced findings of which a person would be told now, had nobody asked for silence
public record Decision(
        List<Known> tell,
        List<Known> over,
        List<Known> investigate,
        List<Known> leftOut,
        @Nullable String withheld,
        @Nullable Instant withheldUntil,
        List<Known> silenced) {

    /// The `check` of findings about the watch itself, which no investigation would explain.
    public static final String OWN = "patrol";

    /// Decides. A person is told of a finding once, again when it escalates or gets graver, and
    /// again after the repeat interval while it is SEV1 or SEV2 (Alertmanager's `repeat_interval`).
    /// What goes on as ever and is not grave is no news. What is gone is told when it stayed away
    /// for a while ([Flapping]); what comes back before that was never told to be gone, and is no
    /// news either. It is investigated once an episode, within the budget. A silence keeps a person
    /// from being told, and nothing else.
    public static Decision of(List<Known> all, Policy policy, Spent spent, Instant now) {
        var tell = new ArrayList<Known>();
        var over = new ArrayList<Known>();
        var investigate = new ArrayList<Known>();
        var silenced = new ArrayList<Known>();
        for (Known known : all) {
            if (known.finding().ignored() != null) {
                continue;
            }
            if (known.finding().state() == FindingState.RESOLVED) {
                if (known.notified() != null
                        && known.notified() != FindingState.RESOLVED
                        && Flapping.stayedAway(known, policy.repeat(), now)) {
                    (known.silenced() ? silenced : over).add(known);
                }
                continue;
            }
            if (known.finding().severity().atLeast(policy.notifyAtLeast())
                    && isNews(known, policy, now)) {
                (known.silenced() ? silenced : tell).add(known);
            }
            if (known.finding().severity().atLeast(policy.investigateAtLeast())
                    && !known.finding().check().equals(OWN)
                    && !known.diagnosed()
                    && known.tries() < policy.tries()) {
                investigate.add(known);
            }
        }
        Budget.@Nullable Refusal refusal =
                investigate.isEmpty()
                        ? null
                        : new Budget(policy.runsPerHour(), policy.dollarsPerDay())
                                .refusal(spent, now);
        return refusal == null
                ? new Decision(tell, over, investigate, List.of(), null, null, silenced)
                : new Decision(
                        tell,
                        over,
                        List.of(),
                        investigate,
                        refusal.reason(),
                        refusal.until(),
                        silenced);
    }

    private static boolean isNews(Known known, Policy policy, Instant now) {
        FindingState state = known.finding().state();
        if (known.notified() == null || known.notifiedAt() == null) {
            return state != FindingState.ONGOING
                    || known.finding().severity().atLeast(Severity.SEV3);
        }
        Severity before = known.notifiedSeverity();
        boolean graver = before != null && known.finding().severity().compareTo(before) < 0;
        boolean worse = state == FindingState.ESCALATING && known.notified() != state;
        boolean grave = known.finding().severity().atLeast(Severity.SEV2);
        boolean again = Duration.between(known.notifiedAt(), now).compareTo(policy.repeat()) >= 0;
        return worse || graver || (grave && again);
    }
}

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
/// @param withheld why findings that deserve an investigation get none now, or null
public record Decision(
        List<Known> tell, List<Known> over, List<Known> investigate, @Nullable String withheld) {

    /// Decides. A person is told of a finding once, again when it escalates, comes back or gets
    /// graver, and again after the repeat interval while it is SEV1 or SEV2 (Alertmanager's
    /// `repeat_interval`). What goes on as ever and is not grave is no news. It is investigated
    /// once an episode, within the budget.
    public static Decision of(List<Known> all, Policy policy, Spent spent, Instant now) {
        var tell = new ArrayList<Known>();
        var over = new ArrayList<Known>();
        var investigate = new ArrayList<Known>();
        for (Known known : all) {
            if (known.finding().ignored() != null) {
                continue;
            }
            if (known.finding().state() == FindingState.RESOLVED) {
                if (known.notified() != null && known.notified() != FindingState.RESOLVED) {
                    over.add(known);
                }
                continue;
            }
            if (known.finding().severity().atLeast(policy.notifyAtLeast())
                    && isNews(known, policy, now)) {
                tell.add(known);
            }
            if (known.finding().severity().atLeast(policy.investigateAtLeast())
                    && !known.diagnosed()
                    && known.tries() < policy.tries()) {
                investigate.add(known);
            }
        }
        String withheld = investigate.isEmpty() ? null : exhausted(policy, spent);
        return new Decision(tell, over, withheld == null ? investigate : List.of(), withheld);
    }

    private static boolean isNews(Known known, Policy policy, Instant now) {
        FindingState state = known.finding().state();
        if (known.notified() == null || known.notifiedAt() == null) {
            return state != FindingState.ONGOING
                    || known.finding().severity().atLeast(Severity.SEV3);
        }
        Severity before = known.notifiedSeverity();
        boolean graver = before != null && known.finding().severity().compareTo(before) < 0;
        boolean worse =
                (state == FindingState.ESCALATING || state == FindingState.REGRESSED)
                        && known.notified() != state;
        boolean grave = known.finding().severity().atLeast(Severity.SEV2);
        boolean again = Duration.between(known.notifiedAt(), now).compareTo(policy.repeat()) >= 0;
        return worse || graver || (grave && again);
    }

    private static @Nullable String exhausted(Policy policy, Spent spent) {
        if (spent.runsLastHour() >= policy.runsPerHour()) {
            return "the budget of " + policy.runsPerHour() + " investigations an hour is used up";
        }
        if (spent.dollarsLastDay() >= policy.dollarsPerDay()) {
            return String.format(
                    "the budget of $%.2f a day is used up ($%.2f spent)",
                    policy.dollarsPerDay(), spent.dollarsLastDay());
        }
        return null;
    }
}

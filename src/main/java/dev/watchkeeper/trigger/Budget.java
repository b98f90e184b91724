package dev.watchkeeper.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What investigations may take: so many runs within any hour, so many dollars within any 24 hours.
///
/// Beside that limit, which no window exceeds, a token bucket sees to it that a storm cannot take
/// all at once: three quarters may be taken in a row, and the rest comes at the pace of the limit.
/// So something is left for what comes after the storm began.
///
/// @param runsPerHour how many investigations may begin within an hour
/// @param dollarsPerDay what they may cost within 24 hours
record Budget(int runsPerHour, double dollarsPerDay) {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final double AT_ONCE = 0.75;

    /// Why no investigation may begin now.
    ///
    /// @param reason as a clause
    /// @param until when one may begin at the earliest, or null when never
    record Refusal(String reason, @Nullable Instant until) {}

    /// Why none may begin now, or null when one may.
    @Nullable Refusal refusal(Spent spent, Instant now) {
        Refusal runs = runs(spent, now);
        return runs == null ? dollars(spent, now) : runs;
    }

    private @Nullable Refusal runs(Spent spent, Instant now) {
        String reason = "the budget of " + runsPerHour + " investigations an hour is used up";
        if (runsPerHour == 0) {
            return new Refusal(reason, null);
        }
        List<TokenBucket.Taken> taken = taken(spent, HOUR, now, run -> run.counted() ? 1 : 0);
        Duration wait =
                wait(
                        new TokenBucket(Math.ceil(runsPerHour * AT_ONCE), runsPerHour, HOUR),
                        runsPerHour,
                        1,
                        taken,
                        now);
        return wait.isZero() ? null : new Refusal(reason, now.plus(wait));
    }

    private @Nullable Refusal dollars(Spent spent, Instant now) {
        if (spent.price() <= 0) {
            return null;
        }
        List<TokenBucket.Taken> taken = taken(spent, DAY, now, Spent.Run::dollars);
        double price = Math.min(spent.price(), dollarsPerDay);
        Duration wait =
                wait(
                        new TokenBucket(
                                Math.max(price, dollarsPerDay * AT_ONCE), dollarsPerDay, DAY),
                        dollarsPerDay,
                        price,
                        taken,
                        now);
        double sum = taken.stream().mapToDouble(TokenBucket.Taken::amount).sum();
        return wait.isZero()
                ? null
                : new Refusal(
                        String.format(
                                Locale.ROOT,
                                "the budget of $%.2f a day is used up ($%.2f spent)",
                                dollarsPerDay,
                                sum),
                        now.plus(wait));
    }

    private static List<TokenBucket.Taken> taken(
            Spent spent, Duration window, Instant now, ToDoubleFunction<Spent.Run> amount) {
        return spent.runs().stream()
                .filter(run -> run.at().isAfter(now.minus(window)))
                .map(run -> new TokenBucket.Taken(run.at(), amount.applyAsDouble(run)))
                .filter(one -> one.amount() > 0)
                .toList();
    }

    /// Until both the bucket and the window have room; zero when they have it now.
    private static Duration wait(
            TokenBucket bucket,
            double limit,
            double amount,
            List<TokenBucket.Taken> taken,
            Instant now) {
        double level = bucket.level(taken, now);
        Duration wait =
                TokenBucket.holds(level, amount) ? Duration.ZERO : bucket.wait(level, amount);
        double sum = taken.stream().mapToDouble(TokenBucket.Taken::amount).sum();
        List<TokenBucket.Taken> oldestFirst =
                taken.stream().sorted(Comparator.comparing(TokenBucket.Taken::at)).toList();
        for (TokenBucket.Taken one : oldestFirst) {
            if (TokenBucket.holds(limit - sum, amount)) {
                break;
            }
            sum -= one.amount();
            Duration leaves = Duration.between(now, one.at().plus(bucket.per()));
            wait = leaves.compareTo(wait) > 0 ? leaves : wait;
        }
        return wait;
    }
}

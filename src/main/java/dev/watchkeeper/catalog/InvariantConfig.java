package dev.watchkeeper.catalog;

import dev.watchkeeper.model.Severity;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What tools.yaml says of one invariant: a statement that must find nothing, or two numbers that
/// must be equal.
@Doc("what must hold: SQL that finds what breaks it, or two numbers that must be equal")
public record InvariantConfig(
        @Doc("source that speaks SQL") String source,
        @Doc(
                        "read-only SQL that gives the rows that break it; none means that it holds. Beside left and"
                                + " right they are only shown")
                @Nullable String statement,
        @Doc("read-only SQL that gives one number") @Nullable String left,
        @Doc("read-only SQL that gives the number that left must equal") @Nullable String right,
        @Doc("source of right, where it is another one") @Nullable String rightSource,
        @Doc("by how much left and right may differ: a number, or a share such as 1%") @Default("0")
                Tolerance tolerance,
        @Doc("what :from and :until are: the last completed day (1d), hour (1h), or part of one")
                @Default("1d")
                Duration per,
        @Doc("how long after its end a period counts as completed") @Default("10m") Duration settle,
        @Doc("how grave it is when it is broken") @Default("SEV2") Severity severity,
        @Doc("what holds, in a sentence") @Nullable String describe) {

    static final Duration DAY = Duration.ofDays(1);

    public InvariantConfig {
        if (per.toMillis() < 60_000 || DAY.toMillis() % per.toMillis() != 0) {
            throw new IllegalArgumentException(
                    "per must be 1d or a length that fills a day without a rest, such as 1h or 15m");
        }
        if ((left == null) != (right == null)) {
            throw new IllegalArgumentException("left and right belong together");
        }
        if (statement == null && left == null) {
            throw new IllegalArgumentException(
                    "give a statement that finds the rows that break it, or left and right");
        }
        if (rightSource != null && right == null) {
            throw new IllegalArgumentException("right_source is for right");
        }
    }
}

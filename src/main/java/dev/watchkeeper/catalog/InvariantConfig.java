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
        @Doc("what :from and :until are: those of the last completed hour or day") @Default("day")
                Period per,
        @Doc("how long after its end a period counts as completed") @Default("10m") Duration settle,
        @Doc("how grave it is when it is broken") @Default("SEV2") Severity severity,
        @Doc("what holds, in a sentence") @Nullable String describe) {

    /// The periods it can be asked of, in the time zone of tools.yaml.
    public enum Period {
        HOUR,
        DAY
    }

    public InvariantConfig {
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

package dev.watchkeeper.check;

import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Range;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A person's decision that one kind of message needs no attention, for a while.
///
/// @param until the first day on which it no longer holds
@Doc("a decision that one kind of message needs no attention, for a while")
public record IgnoreConfig(
        @Doc("template of the message, its variable parts as <*>") @Range(min = 1) String pattern,
        @Doc("the log stream it holds for; all if left out") @Nullable String stream,
        @Doc("why it needs no attention") @Range(min = 1, max = 500) String reason,
        @Doc("who decided it") @Range(min = 1, max = 100) String by,
        @Doc("the day on which it ends, such as 2027-03-01") LocalDate until) {

    /// Whether it no longer holds.
    public boolean ended(LocalDate today) {
        return !today.isBefore(until);
    }
}

package dev.watchkeeper.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of one attempt to send. Reasons are sentences of ours for the operator, without any
/// secret and without text from the other side.
public sealed interface Delivery {

    /// The channel has it.
    record Delivered() implements Delivery {}

    /// Not now.
    ///
    /// @param after how long the channel asked to be left alone, or null when it did not say
    record Retry(@Nullable Duration after, String reason) implements Delivery {}

    /// This message will never be taken, however often it is sent.
    record Rejected(String reason) implements Delivery {}
}

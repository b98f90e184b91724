package dev.watchkeeper.mcp;

import java.util.Optional;

/// The one notification that means something to us; the others are ignored.
final class Cancellation {

    private Cancellation() {}

    /// The id of the request that the client gives up, if that is what it says.
    static Optional<Object> of(Message.Notification notification) {
        return notification.method().equals("notifications/cancelled")
                ? Optional.ofNullable(MessageReader.id(notification.params().get("requestId")))
                : Optional.empty();
    }
}

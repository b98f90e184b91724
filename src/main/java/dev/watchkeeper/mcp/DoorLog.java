package dev.watchkeeper.mcp;

/// Hears of every request that is turned away before it reaches a tool. Thread-safe, quick.
@FunctionalInterface
public interface DoorLog {

    /// Tells nobody.
    DoorLog NONE = (client, principal, reason) -> {};

    /// Tells of one request.
    ///
    /// @param client the address it came from
    /// @param principal whose token it carried, or empty
    /// @param reason in our words; repeats nothing of the request
    void refused(String client, String principal, String reason);
}

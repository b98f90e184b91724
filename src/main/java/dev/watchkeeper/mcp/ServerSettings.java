package dev.watchkeeper.mcp;

import java.io.PrintStream;
import java.time.Duration;

/// What both transports need to know besides the tools.
///
/// @param version our own, as clients are told it
/// @param callTime how long a tool call may wait for its turn, and how long it may work then
/// @param log where our own failures are told, with their stack: stderr; never stdout, which under
///   stdio is the protocol's alone
public record ServerSettings(String version, Duration callTime, PrintStream log) {

    /// Long enough for a day of a large log, short enough for a conversation.
    public static final Duration CALL_TIME = Duration.ofSeconds(20);

    public ServerSettings(String version, PrintStream log) {
        this(version, CALL_TIME, log);
    }
}

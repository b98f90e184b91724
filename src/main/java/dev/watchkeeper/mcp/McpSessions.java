package dev.watchkeeper.mcp;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// The sessions that clients opened with `initialize`, each bound to the token that opened it. They
/// give no right of their own: every request needs its token besides. Thread-safe.
final class McpSessions {

    static final String HEADER = "Mcp-Session-Id";

    /// As many clients as may share a token; one more ends the session that was idle longest.
    static final int PER_TOKEN = 128;

    /// Longer than a night: a client that comes back in the morning should not find itself out.
    static final Duration IDLE = Duration.ofHours(24);

    private static final int RANDOM_BYTES = 24;

    private final SecureRandom random = new SecureRandom();
    private final LongSupplier nanos;

    /// By token, then by id: when it was last used, the longest ago first.
    private final Map<String, LinkedHashMap<String, Long>> sessions = new HashMap<>();

    private long swept;

    /// @param nanos a monotonic clock
    McpSessions(LongSupplier nanos) {
        this.nanos = nanos;
        this.swept = nanos.getAsLong();
    }

    /// Opens a session; its id.
    ///
    /// @param token the id of the session of the token, not the token
    synchronized String open(String token) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        long now = nanos.getAsLong();
        if (now - swept > IDLE.toNanos() / 24) {
            swept = now;
            List.copyOf(sessions.keySet()).forEach(key -> expire(key, now));
        }
        var own = sessions.computeIfAbsent(token, key -> new LinkedHashMap<>());
        own.put(id, now);
        if (own.size() > PER_TOKEN) {
            own.pollFirstEntry();
        }
        return id;
    }

    /// True when the session is open and that token's; it counts as used now.
    synchronized boolean use(String token, String id) {
        long now = nanos.getAsLong();
        expire(token, now);
        var own = sessions.get(token);
        return own != null && own.containsKey(id) && own.putLast(id, now) != null;
    }

    /// Ends the session; false when it was not open or not that token's.
    synchronized boolean end(String token, String id) {
        expire(token, nanos.getAsLong());
        var own = sessions.get(token);
        return own != null && own.remove(id) != null;
    }

    synchronized int count() {
        long now = nanos.getAsLong();
        new ArrayList<>(sessions.keySet()).forEach(key -> expire(key, now));
        return sessions.values().stream().mapToInt(Map::size).sum();
    }

    private void expire(String token, long now) {
        var own = sessions.get(token);
        if (own == null) {
            return;
        }
        own.values().removeIf(used -> now - used > IDLE.toNanos());
        if (own.isEmpty()) {
            sessions.remove(token);
        }
    }
}

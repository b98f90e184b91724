package dev.watchkeeper.mcp;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The requests of each token that are not answered yet: one token must not take every connection.
/// Thread-safe.
final class Unanswered {

    static final int PER_TOKEN = 128;

    private final Map<String, Integer> requests = new HashMap<>();

    /// What to run when the request is answered, once or more; null when there are too many
    /// already.
    synchronized @Nullable Runnable begin(String token) {
        int now = requests.getOrDefault(token, 0);
        if (now >= PER_TOKEN) {
            return null;
        }
        requests.put(token, now + 1);
        var ended = new AtomicBoolean();
        return () -> {
            if (!ended.getAndSet(true)) {
                end(token);
            }
        };
    }

    private synchronized void end(String token) {
        requests.computeIfPresent(token, (key, now) -> now > 1 ? now - 1 : null);
    }
}

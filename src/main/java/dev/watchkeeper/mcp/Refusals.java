package dev.watchkeeper.mcp;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Counts what is turned away, and tells of it: one address that tries and tries must not fill the
/// audit.
final class Refusals {

    /// Failed logins from one address, after which further ones are not even told apart.
    private static final int FAILURES_A_MINUTE = 60;

    private static final int TOLD_A_MINUTE = 60;
    private static final int ADDRESSES = 10_000;

    private final DoorLog log;
    private final Metrics metrics;
    private final Turnstile failures;
    private final Turnstile told;
    private final ConcurrentHashMap<String, AtomicLong> untold = new ConcurrentHashMap<>();

    Refusals(DoorLog log, Metrics metrics, LongSupplier nanos) {
        this.log = log;
        this.metrics = metrics;
        this.failures = new Turnstile(nanos);
        this.told = new Turnstile(nanos);
    }

    /// Counts a request without a valid token; 0, or the seconds after which its address may fail
    /// again. Who has a valid token is never kept waiting for what others at their address do.
    long failedLogin(String client) {
        return failures.pass(client, FAILURES_A_MINUTE);
    }

    /// @param principal whose token it carried, or empty
    /// @param reason for the audit, where it says more than the refusal
    void tell(String client, String principal, HttpRefusal refusal, String reason) {
        metrics.refused(refusal.reason());
        if (told.pass(client, TOLD_A_MINUTE) > 0) {
            if (untold.size() < ADDRESSES) {
                untold.computeIfAbsent(client, key -> new AtomicLong()).incrementAndGet();
            }
            return;
        }
        AtomicLong before = untold.remove(client);
        log.refused(
                client,
                principal,
                before == null
                        ? reason
                        : reason + "; " + before.get() + " more from there were not written down");
    }
}

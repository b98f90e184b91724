package dev.watchkeeper.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Records the requests that were turned away at the door, so that no flood of them fills the disk:
/// of each reason and principal the first ten in a minute are recorded one by one, and the rest of
/// that minute as one record with their count and some of their addresses. Never waits for the
/// disk.
public final class DoorAudit implements AutoCloseable {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int ONE_BY_ONE = 10;
    private static final int ADDRESSES = 8;

    /// Reasons are ours and principals are declared; the bound is for whoever gets that wrong.
    private static final int KINDS = 1_000;

    private static final String OTHERS = "others";

    private final AuditLog log;
    private final InstantSource clock;
    private final Map<Kind, Minute> minutes = new LinkedHashMap<>();
    private Instant begun = Instant.MIN;
    private @Nullable Thread settling;

    public DoorAudit(AuditLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    private record Kind(String principal, String reason) {}

    /// What came of one kind in this minute.
    private static final class Minute {
        int single;
        long more;
        Instant since = Instant.MAX;
        final Set<String> from = new LinkedHashSet<>();
    }

    /// A request was turned away.
    ///
    /// @param client the address it came from
    /// @param principal whose token it carried, or empty
    /// @param reason in our words; repeats nothing of the request
    public synchronized void refused(String client, String principal, String reason) {
        Instant now = clock.instant();
        if (!now.isBefore(begun.plus(WINDOW)) || now.isBefore(begun)) {
            settle();
            begun = now;
        }
        var kind = new Kind(principal, reason);
        Minute minute =
                minutes.size() < KINDS || minutes.containsKey(kind)
                        ? minutes.computeIfAbsent(kind, _ -> new Minute())
                        : minutes.computeIfAbsent(new Kind("", OTHERS), _ -> new Minute());
        if (minute.single < ONE_BY_ONE) {
            minute.single++;
            if (log.offer(new AuditEvent.TurnedAway(List.of(client), principal, reason, 1, null))) {
                return;
            }
        }
        minute.more++;
        minute.since = minute.more == 1 ? now : minute.since;
        if (minute.from.size() < ADDRESSES) {
            minute.from.add(client);
        }
        settleLater();
    }

    /// Records what was only counted so far.
    public synchronized void settle() {
        minutes.forEach((kind, minute) -> {
            if (minute.more > 0) {
                log.offer(
                        new AuditEvent.TurnedAway(
                                List.copyOf(minute.from),
                                kind.principal(),
                                kind.reason(),
                                minute.more,
                                minute.since));
            }
        });
        minutes.clear();
    }

    /// Records what was only counted, before the log is closed.
    @Override
    public void close() {
        @Nullable Thread last;
        synchronized (this) {
            settle();
            last = settling;
        }
        if (last != null) {
            last.interrupt();
        }
    }

    /// A flood that ends is recorded too, though nothing comes after it.
    private void settleLater() {
        if (settling == null) {
            settling =
                    Thread.ofVirtual()
                            .name("door audit")
                            .start(() -> {
                                try {
                                    Thread.sleep(WINDOW);
                                } catch (InterruptedException e) {
                                    return; // closed, and settled there
                                }
                                synchronized (this) {
                                    settling = null;
                                    settle();
                                }
                            });
        }
    }
}

package dev.watchkeeper.mcp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// So many at a time, shared fairly: of those that wait, the one comes next whose owner has the
/// fewest at work. Thread-safe.
final class Lane {

    /// How often who waits looks whether it still should.
    private static final long LOOK_MILLIS = 100;

    private final int width;
    private final int perOwner;
    private final Map<String, Integer> working = new HashMap<>();

    /// The longest waiting first.
    private final List<Ticket> waiting = new ArrayList<>();

    private final AtomicInteger inside = new AtomicInteger();

    /// @param perOwner what one owner may have of the width
    Lane(int width, int perOwner) {
        this.width = width;
        this.perOwner = perOwner;
    }

    /// Somebody's place in the queue.
    private record Ticket(String owner, Semaphore granted) {}

    /// Waits for a place; false when `givenUp` became true before there was one.
    boolean enter(String owner, BooleanSupplier givenUp) throws InterruptedException {
        Ticket ticket = queued(owner);
        if (ticket == null) {
            return true;
        }
        try {
            while (!ticket.granted().tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (givenUp.getAsBoolean()) {
                    forget(ticket);
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            forget(ticket);
            throw e;
        }
    }

    /// Takes a place if there is one that nobody waits for.
    synchronized boolean enterNow(String owner) {
        if (!waiting.isEmpty() || !room(owner)) {
            return false;
        }
        add(owner);
        return true;
    }

    /// Takes a place though there may be none.
    synchronized void squeezeIn(String owner) {
        add(owner);
    }

    synchronized void leave(String owner) {
        working.computeIfPresent(owner, (key, now) -> now > 1 ? now - 1 : null);
        inside.decrementAndGet();
        for (Ticket next = next(); next != null; next = next()) {
            waiting.remove(next);
            add(next.owner());
            next.granted().release();
        }
    }

    /// True while somebody is at work in it.
    boolean busy() {
        return inside.get() > 0;
    }

    private synchronized @Nullable Ticket queued(String owner) {
        if (enterNow(owner)) {
            return null;
        }
        var ticket = new Ticket(owner, new Semaphore(0));
        waiting.add(ticket);
        Ticket next = next();
        if (next != null) {
            // Others wait for their owners' sake; this one need not.
            waiting.remove(next);
            add(next.owner());
            next.granted().release();
        }
        return ticket;
    }

    private synchronized void forget(Ticket ticket) {
        if (!waiting.remove(ticket)) {
            leave(ticket.owner());
        }
    }

    private @Nullable Ticket next() {
        Ticket best = null;
        for (Ticket each : waiting) {
            if (room(each.owner()) && (best == null || at(each) < at(best))) {
                best = each;
            }
        }
        return best;
    }

    private int at(Ticket ticket) {
        return working.getOrDefault(ticket.owner(), 0);
    }

    private boolean room(String owner) {
        return inside.get() < width && working.getOrDefault(owner, 0) < perOwner;
    }

    private void add(String owner) {
        working.merge(owner, 1, Integer::sum);
        inside.incrementAndGet();
    }
}

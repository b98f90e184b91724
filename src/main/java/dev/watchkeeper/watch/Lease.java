package dev.watchkeeper.watch;

import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.state.LeaseStore;
import dev.watchkeeper.state.StateDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A lease of ours, renewed until it is closed. Of a process that died it is free at once: the
/// number of a process says little, its number and its beginning say which one it is. Of a process
/// that stands still it is free when it was not renewed for three minutes.
final class Lease implements AutoCloseable {

    private static final Duration LENGTH = Duration.ofMinutes(3);
    private static final Duration RENEWED_EVERY = Duration.ofSeconds(20);

    private final LeaseStore store;
    private final ProcFiles proc;
    private final String name;
    private final String claim;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread renewing;

    private Lease(LeaseStore store, ProcFiles proc, String name, String claim) {
        this.store = store;
        this.proc = proc;
        this.name = name;
        this.claim = claim;
        this.renewing = Thread.ofVirtual().name("lease " + name).start(this::renew);
    }

    /// Takes the lease of that name, or nothing when somebody has it.
    ///
    /// @param passedOver which leases that are there may be taken: [#free] or [#hung]
    static Optional<Lease> take(
            StateDatabase state,
            ProcFiles proc,
            String name,
            Predicate<LeaseStore.Held> passedOver) {
        long pid = ProcessHandle.current().pid();
        String claim = UUID.randomUUID().toString();
        var store = new LeaseStore(state);
        var mine =
                new LeaseStore.Held(
                        new LeaseStore.Holder(
                                claim, proc.boot(), proc.space(), pid, proc.started(pid)),
                        proc.upMillis() + LENGTH.toMillis());
        return store.take(name, mine, passedOver)
                ? Optional.of(new Lease(store, proc, name, claim))
                : Optional.empty();
    }

    /// Whether nobody works under it any more.
    static boolean free(LeaseStore.Held held, ProcFiles proc) {
        return !held.holder().boot().equals(proc.boot())
                || ended(held, proc)
                || (here(held, proc) && !alive(held, proc));
    }

    /// Whether somebody has it who lives, and stands still.
    static boolean hung(LeaseStore.Held held, ProcFiles proc) {
        return held.holder().boot().equals(proc.boot())
                && ended(held, proc)
                && (!here(held, proc) || alive(held, proc));
    }

    /// Makes sure that it is still ours before something is done that only one may do.
    ///
    /// @throws SourceUnavailable when another process has taken it
    void require() {
        if (!store.renew(name, claim, proc.upMillis() + LENGTH.toMillis())) {
            throw new SourceUnavailable(
                    "state",
                    "this process stood still for more than "
                            + LENGTH.toMinutes()
                            + " minutes, and another one took over its work; it stops here");
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            renewing.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.giveBack(name, claim);
    }

    private void renew() {
        try {
            while (!closed.await(RENEWED_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                store.renew(name, claim, proc.upMillis() + LENGTH.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SourceUnavailable e) {
            // a lease that cannot be renewed ends, which is what it is for
            return;
        }
    }

    private static boolean ended(LeaseStore.Held held, ProcFiles proc) {
        return held.untilUpMillis() <= proc.upMillis();
    }

    /// Whether the number of its process means one that we can see.
    private static boolean here(LeaseStore.Held held, ProcFiles proc) {
        return held.holder().space().equals(proc.space());
    }

    private static boolean alive(LeaseStore.Held held, ProcFiles proc) {
        return proc.started(held.holder().pid()) == held.holder().started();
    }
}

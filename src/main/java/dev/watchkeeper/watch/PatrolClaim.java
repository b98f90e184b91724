package dev.watchkeeper.watch;

import dev.watchkeeper.state.LeaseStore;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The right to be the one patrol on a state: the kernel's lock on a file, and a lease in the
/// state.
///
/// The lock goes with its process, however that ends. The lease is for a process that does not end:
/// one that has stood still for so long that it ran out is passed over, and finds out when it
/// wakes.
///
/// @param lock null where a process that stands still has it
record PatrolClaim(@Nullable StateLock lock, Lease lease) implements AutoCloseable {

    private static final String NAME = "patrol";

    /// Claims it, or nothing when another patrol is at work.
    static Optional<PatrolClaim> take(Workplace workplace, ProcFiles proc) throws IOException {
        Optional<StateLock> lock = StateLock.take(workplace.state().folder(), StateLock.PATROL);
        if (lock.isEmpty()
                && new LeaseStore(workplace.state())
                        .find(NAME)
                        .filter(held -> Lease.hung(held, proc))
                        .isEmpty()) {
            return Optional.empty();
        }
        Optional<Lease> lease =
                Lease.take(
                        workplace.state(),
                        proc,
                        NAME,
                        held -> lock.isPresent() ? Lease.free(held, proc) : Lease.hung(held, proc));
        if (lease.isEmpty() && lock.isPresent()) {
            lock.get().close();
        }
        return lease.map(ours -> new PatrolClaim(lock.orElse(null), ours));
    }

    /// Makes sure that it still holds.
    void require() {
        lease.require();
    }

    @Override
    public void close() throws IOException {
        try {
            lease.close();
        } finally {
            // a lease that cannot be given back on a full disk ends with this process
            if (lock != null) {
                lock.close();
            }
        }
    }
}

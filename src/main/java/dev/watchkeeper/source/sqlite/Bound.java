package dev.watchkeeper.source.sqlite;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A mapping's columns, found at the first question and again when the tables have changed.
final class Bound<C> {

    private final Binding binding;
    private final Supplier<C> find;
    private final ReentrantLock lock = new ReentrantLock();
    private Binding.@Nullable Version version;
    private @Nullable C columns;

    Bound(Binding binding, Supplier<C> find) {
        this.binding = binding;
        this.find = find;
    }

    C columns() {
        Binding.Version now = binding.version();
        lock.lock();
        try {
            C found = columns;
            if (found == null || !now.equals(version)) {
                found = find.get();
                columns = found;
                version = now;
            }
            return found;
        } finally {
            lock.unlock();
        }
    }
}

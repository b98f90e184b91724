package dev.watchkeeper.investigate.playbook.scene;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is found when it is first wanted.
final class Lazy<T> {

    private final Supplier<T> find;
    private @Nullable T value;

    Lazy(Supplier<T> find) {
        this.find = find;
    }

    T get() {
        T known = value;
        if (known == null) {
            known = find.get();
            value = known;
        }
        return known;
    }
}

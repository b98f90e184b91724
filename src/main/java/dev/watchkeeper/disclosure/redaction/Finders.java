package dev.watchkeeper.disclosure.redaction;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What looks for secrets, of all levels. Made for the first text: to make it takes as long as all
/// the rest of a start.
final class Finders {

    private final NamedValues named;
    private final Supplier<? extends Collection<String>> ownSecrets;
    private volatile @Nullable Made made;

    /// @param ownSecrets asked once, when the first text comes
    Finders(NamedValues named, Supplier<? extends Collection<String>> ownSecrets) {
        this.named = named;
        this.ownSecrets = ownSecrets;
    }

    private record Made(Finder own, Finder all) {}

    Finder at(RedactionLevel level) {
        Made there = made();
        return level == RedactionLevel.OFF ? there.own() : there.all();
    }

    private Made made() {
        Made there = made;
        if (there == null) {
            synchronized (this) {
                there = made;
                if (there == null) {
                    var own = new OwnSecrets(ownSecrets.get());
                    there = new Made(new Finder(List.of(own)), new Finder(Rules.of(named, own)));
                    made = there;
                }
            }
        }
        return there;
    }
}

package dev.watchkeeper.workplace;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.evidence.ShownRow;
import dev.watchkeeper.model.BadRequest;
import java.util.Optional;

/// Reads a row that was shown once more, to see whether it is still the same.
public final class ShownAgain {

    private ShownAgain() {}

    /// The row as it is now; empty when it is gone.
    public static Optional<ShownRow> in(Catalog catalog, ShownRow row) {
        try {
            if (catalog.logs().containsKey(row.stream())) {
                return catalog.log(row.stream()).source().entry(row.ref()).map(ShownRow::of);
            }
            if (catalog.events().containsKey(row.stream())) {
                return catalog.event(row.stream()).source().event(row.ref()).map(ShownRow::of);
            }
            return Optional.empty();
        } catch (BadRequest e) {
            return Optional.empty();
        }
    }
}

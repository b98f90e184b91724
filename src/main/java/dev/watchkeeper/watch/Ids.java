package dev.watchkeeper.watch;

import dev.watchkeeper.evidence.ShownRow;
import java.util.List;

/// Ids that are the same for the same thing, so that doing it again does nothing new.
final class Ids {

    private Ids() {}

    /// An id of `[a-z0-9-]` for these episodes of findings and this number.
    static String of(String kind, List<String> episodes, int number) {
        String digest = ShownRow.sha256(String.join("\n", episodes.stream().sorted().toList()));
        return kind + "-" + digest.substring(0, 12) + "-" + number;
    }
}

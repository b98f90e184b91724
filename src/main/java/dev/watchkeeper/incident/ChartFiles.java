package dev.watchkeeper.incident;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The charts beside the incidents: `<incident>-<number>-<what it is of>.svg`. They are written
/// whole before the incident that shows them, under the folder's lock. Where the incident then does
/// not come to be, they lie there unseen, and the next of that name takes their place.
final class ChartFiles {

    private static final int MOST_NUMBERS = 1_000;

    private final Folder folder;

    ChartFiles(Folder folder) {
        this.folder = folder;
    }

    /// Writes the drawings of an incident, numbered on from those that its text shows already.
    ///
    /// @param shown the text of the incident as it is; null for a new one
    /// @return the names of the files, in the order of the drawings
    List<String> put(String incident, @Nullable String shown, List<Known.Drawing> drawings)
            throws IOException {
        List<String> names = new ArrayList<>();
        int number = 1;
        for (Known.Drawing drawing : drawings) {
            while (shown != null
                    && number < MOST_NUMBERS
                    && shown.contains("](" + incident + "-" + number + "-")) {
                number++;
            }
            String name = incident + "-" + number++ + "-" + Slug.of(drawing.name()) + ".svg";
            folder.put(name, drawing.svg().getBytes(StandardCharsets.UTF_8));
            names.add(name);
        }
        return names;
    }
}

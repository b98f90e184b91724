package dev.watchkeeper.source.git;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A tag that has an object of its own, with who made it and when.
///
/// @param object what it names
/// @param time when it was made, or null where that is not said
record Tag(String object, ObjectKind kind, @Nullable Instant time, String message) {

    static Tag parse(RawObject raw) throws BrokenRepository {
        String text = raw.text();
        int end = text.indexOf("\n\n");
        String head = end < 0 ? text : text.substring(0, end);
        String object = "";
        ObjectKind kind = ObjectKind.COMMIT;
        Instant time = null;
        for (String line : head.split("\n", -1)) {
            if (line.startsWith("object ")) {
                object = line.substring(7);
            } else if (line.startsWith("type ")) {
                kind = ObjectKind.named(line.substring(5));
            } else if (line.startsWith("tagger ")) {
                time = Commit.timeOf(line.substring(7));
            }
        }
        String message = end < 0 ? "" : text.substring(end + 2);
        int signature = message.indexOf("-----BEGIN ");
        return new Tag(
                object,
                kind,
                time,
                (signature < 0 ? message : message.substring(0, signature)).strip());
    }
}

package dev.watchkeeper.notify;

import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.model.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One message to people. Its texts may hold words from a log; control and invisible characters are
/// written out here, and each channel makes sure that nothing in them is live.
///
/// @param id the idempotency key: a message is put into the outbox once under it, and a message
///   that arrives twice carries it twice
/// @param about what it is about, so that the follow-up goes where the first message went: the id
///   of a finding, or of a group of them
/// @param title one line, at most 200 characters
/// @param lines the text, at most 12 lines of at most 500 characters
/// @param incident the id of the incident file, or null
public record Notification(
        String id,
        Kind kind,
        String about,
        Severity severity,
        String title,
        List<String> lines,
        @Nullable String incident,
        Instant createdAt) {

    private static final int MOST_OF_TITLE = 200;
    private static final int MOST_OF_LINE = 500;
    private static final int MOST_LINES = 12;

    /// What a message is for.
    public enum Kind {
        /// Something began.
        FIRST,
        /// What was found out about it.
        FOLLOW_UP,
        /// A person has to look, because nobody else found out in time.
        URGENT,
        /// It is measured gone.
        RESOLVED,
        /// It is still there, after the repeat interval.
        REMINDER,
        /// What a look at everything came to.
        REVIEW,
        /// Watchkeeper speaks of itself.
        SERVICE
    }

    public Notification {
        title = Characters.cut(Characters.line(title), MOST_OF_TITLE).text();
        lines =
                lines.stream()
                        .limit(MOST_LINES)
                        .map(line -> Characters.cut(Characters.line(line), MOST_OF_LINE).text())
                        .toList();
    }
}

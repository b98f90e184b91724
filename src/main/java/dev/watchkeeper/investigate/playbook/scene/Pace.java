package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.Questions;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How long things take, against before the onset.
public final class Pace {

    private final Questions questions;
    private final Overview overview;
    private final Instant now;
    private final Supplier<Instant> onset;

    Pace(Questions questions, Overview overview, Instant now, Supplier<Instant> onset) {
        this.questions = questions;
        this.overview = overview;
        this.now = now;
        this.onset = onset;
    }

    /// What takes at least twice as long as before, the slowest first.
    public List<Slowed> slowed() {
        return overview.events().stream()
                .limit(1)
                .flatMap(stream -> new Durations(questions, now).ask(stream, onset.get()).stream())
                .toList();
    }

    /// What of a slow type's work is slow: one value's, or all alike; null where that cannot be
    /// told.
    public @Nullable SlowGroup group(Slowed slowed) {
        SlowGroupQuestion question = new SlowGroupQuestion(questions, now);
        for (Overview.Stream stream : overview.events()) {
            if (stream.name().equals(slowed.stream())) {
                return question.ask(stream, slowed, onset.get());
            }
        }
        return null;
    }
}

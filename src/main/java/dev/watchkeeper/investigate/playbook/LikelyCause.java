package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.model.Span;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// What the rules take for the cause, and how sure they are of it. A cause is named only where a
/// change came shortly before the onset and speaks of the part that fails, or where a stream ended
/// in an error; all else is "cannot tell".
final class LikelyCause {

    private static final Duration NEAR = Duration.ofMinutes(20);

    private final Observations seen;
    private final Optional<Suspect> change;

    LikelyCause(Observations seen) {
        this.seen = seen;
        this.change = named(seen);
    }

    /// The change that is blamed, if one is.
    Optional<Suspect> change() {
        return change;
    }

    /// The cause in a sentence.
    String text() {
        return dying() ? lastWords() : change.map(this::text).orElse("cannot tell");
    }

    /// The change that is likely the cause: one that names what all failing entries carry, or one
    /// that speaks of the part that fails.
    private static Optional<Suspect> named(Observations seen) {
        if (endedInError(seen)) {
            return Optional.empty();
        }
        if (seen.shared() != null) {
            return Optional.of(seen.shared().suspect());
        }
        return seen.suspects().stream()
                .filter(s -> !s.about().isEmpty())
                .filter(s -> Duration.between(s.time(), seen.onset()).compareTo(NEAR) <= 0)
                .findFirst();
    }

    /// Whether the stream that fell silent ended in an error.
    boolean dying() {
        return endedInError(seen);
    }

    private static boolean endedInError(Observations seen) {
        return seen.last() != null && !seen.last().exception().isBlank();
    }

    private String lastWords() {
        Observations.Example last = Objects.requireNonNull(seen.last());
        return Wording.head(
                "the last that "
                        + seen.finding().subject()
                        + " logged before it fell silent, at "
                        + Wording.clock(last.time())
                        + " UTC, was \""
                        + Wording.head(last.message(), 150)
                        + "\" with "
                        + Wording.head(
                                last.exception().strip().lines().reduce("", (a, b) -> b), 150),
                390);
    }

    /// How sure the rules are, in the words of `write_incident`.
    String confidence() {
        if (dying()) {
            return "medium";
        }
        if (change.isEmpty()) {
            return "unknown";
        }
        if (seen.shared() != null) {
            return "medium";
        }
        boolean several = change.get().about().size() >= 2;
        boolean effect =
                seen.repeated() != null
                        || surge().isPresent()
                        || seen.numbers().stream().anyMatch(NumberSeen::grave);
        return several && effect ? "medium" : "low";
    }

    private Optional<Rates.Type> surge() {
        return seen.rates().stream().map(Rates::surge).flatMap(Optional::stream).findFirst();
    }

    private String text(Suspect suspect) {
        var text = new StringBuilder();
        text.append('"')
                .append(Wording.head(suspect.text(), 150))
                .append("\" at ")
                .append(Wording.clock(suspect.time()))
                .append(" UTC, ")
                .append(Span.words(Duration.between(suspect.time(), seen.onset())))
                .append(" before it began");
        if (seen.shared() != null) {
            text.append("; the failing entries carry ")
                    .append(Wording.head(seen.shared().field() + "=" + seen.shared().value(), 80));
        }
        surge().ifPresent(type ->
                text.append(
                        String.format(
                                "; since then %s comes %.1f times as often",
                                Wording.head(type.name(), 60), type.ratio())));
        if (seen.repeated() != null) {
            text.append("; one request shows ")
                    .append(seen.repeated().times())
                    .append(" times ")
                    .append(Wording.head(seen.repeated().what(), 60))
                    .append(" within ")
                    .append(Span.words(Duration.ofMillis(seen.repeated().millis())));
        }
        return text.toString();
    }
}

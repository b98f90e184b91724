package dev.watchkeeper.check;

import dev.watchkeeper.catalog.PatternSurvey;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.model.TimeRange;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether what an ignore hides is still what a person had in mind: a kind of message that came
/// under it later, a stream in which it hid nothing before, or a surge is news, which a review
/// tells. What was there when the ignore was made is none.
final class News {

    private final IgnoreRule rule;
    private final Baseline baseline;
    private final TimeRange window;
    private final boolean streamIsNew;

    /// @param patterns all that the ignore hides in the window of one stream
    News(
            IgnoreRule rule,
            Baseline baseline,
            TimeRange window,
            List<PatternSurvey.Pattern> patterns) {
        this.rule = rule;
        this.baseline = baseline;
        this.window = window;
        this.streamIsNew =
                patterns.stream()
                        .allMatch(pattern -> baseline.of(pattern.pattern().id()).total() == 0);
    }

    /// What makes something news.
    ///
    /// @param state new, or escalating
    record Item(FindingState state, String fact) {}

    /// What makes this kind of message news, or null when nothing does.
    @Nullable Item of(PatternSurvey.Pattern pattern) {
        if (!baseline.enough()) {
            return null;
        }
        Baseline.Usual usual = baseline.of(pattern.pattern().id());
        String before = Span.words(baseline.history()) + " before";
        if (usual.total() == 0) {
            boolean later = rule.heldBefore(Objects.requireNonNull(pattern.summary()).first());
            return later
                    ? new Item(
                            FindingState.NEW,
                            rule.name()
                                    + (streamIsNew
                                            ? " hides messages of this stream, where it hid none in the "
                                            : " hides this kind of message, which it did not in the ")
                                    + before)
                    : null;
        }
        return usual.surpassedBy(pattern.count()) && rule.heldBefore(window.from())
                ? new Item(
                        FindingState.ESCALATING,
                        String.format(
                                "%s hides a surge: %,d in %s, at most %,d in the %s",
                                rule.name(),
                                pattern.count(),
                                Span.words(window.length()),
                                usual.mostInAWindow(),
                                before))
                : null;
    }
}

package dev.watchkeeper.watch;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.state.SilenceStore;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.trigger.Matcher;
import java.time.Instant;
import java.util.List;

/// The silences that hold at a time.
///
/// @param all them
/// @param matchers what each means, in the same order
public record Silences(List<SilenceStore.Silence> all, List<Matcher> matchers) {

    public static Silences at(StateDatabase state, Instant now) {
        List<SilenceStore.Silence> held =
                new SilenceStore(state)
                        .all().stream().filter(silence -> silence.holds(now)).toList();
        return new Silences(
                held, held.stream().map(silence -> Matcher.of(silence.matcher())).toList());
    }

    /// Whether nobody is to be told of this finding.
    boolean cover(Finding finding) {
        return matchers.stream().anyMatch(matcher -> matcher.matches(finding));
    }
}

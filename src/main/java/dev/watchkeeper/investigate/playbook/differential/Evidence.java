package dev.watchkeeper.investigate.playbook.differential;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that speaks for or against a hypothesis.
///
/// @param channel where it comes from: what comes the same way is not counted as independent
/// @param decibans its weight, ten times the decimal logarithm of how much likelier it is if the
///   hypothesis holds than if it does not; below 0 it speaks against
/// @param text what was seen, with figures
/// @param shownBy the answers that show it
/// @param quote a text to cite of the first of them, or null
public record Evidence(
        Channel channel,
        double decibans,
        String text,
        List<String> shownBy,
        @Nullable String quote) {

    /// Where evidence comes from.
    public enum Channel {
        /// What log entries say.
        WORDS,
        /// What declared numbers and counted events show.
        NUMBERS,
        /// What the checks found.
        CHECKS,
        /// What followed what.
        TIME,
        /// What those that fail have in common.
        GROUPS,
        /// What people said of it before.
        PAST
    }

    /// Whether it speaks for the hypothesis.
    public boolean speaksFor() {
        return decibans > 0;
    }
}

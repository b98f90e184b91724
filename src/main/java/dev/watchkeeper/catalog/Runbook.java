package dev.watchkeeper.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to do when a check finds something.
///
/// @param fits the findings it is for
/// @param owner who keeps it and can be asked, or null
/// @param summary what it is for, in a line; empty when it does not say
/// @param steps what to ask the tools, in that order; may be empty
/// @param text the prose for people, Markdown; may be empty
/// @param shipped whether it came with the program and is not the operator's own
public record Runbook(
        String name,
        Fit fits,
        @Nullable String owner,
        String summary,
        List<RunbookStep> steps,
        String text,
        boolean shipped) {

    public Runbook {
        steps = List.copyOf(steps);
    }

    /// A text of the operator's for kinds of checks, without steps.
    public Runbook(String name, List<String> checks, String text) {
        this(name, Fit.of(checks), null, "", List.of(), text, false);
    }

    /// The kinds of checks it is for.
    public List<String> checks() {
        return fits.checks();
    }
}

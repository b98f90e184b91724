package dev.watchkeeper.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to do when a check finds something.
///
/// @param fits the findings it is for
/// @param shipped whether it came with the program and is not the operator's own
/// @param content what it says; of a shipped one read when it is first asked for
public record Runbook(String name, Fit fits, boolean shipped, Content content) {

    /// What a runbook says.
    public interface Content {

        /// Who keeps it and can be asked, or null.
        @Nullable String owner();

        /// What it is for, in a line; empty when it does not say.
        String summary();

        /// What to ask the tools, in that order; may be empty.
        List<RunbookStep> steps();

        /// The prose for people, Markdown; may be empty.
        String text();
    }

    /// Content that is at hand.
    public record Written(
            @Nullable String owner, String summary, List<RunbookStep> steps, String text)
            implements Content {

        public Written {
            steps = List.copyOf(steps);
        }
    }

    /// One that is at hand.
    public Runbook(
            String name,
            Fit fits,
            @Nullable String owner,
            String summary,
            List<RunbookStep> steps,
            String text,
            boolean shipped) {
        this(name, fits, shipped, new Written(owner, summary, steps, text));
    }

    /// A text of the operator's for kinds of checks, without steps.
    public Runbook(String name, List<String> checks, String text) {
        this(name, Fit.of(checks), null, "", List.of(), text, false);
    }

    /// The kinds of checks it is for.
    public List<String> checks() {
        return fits.checks();
    }

    /// See [Content#owner()].
    public @Nullable String owner() {
        return content.owner();
    }

    /// See [Content#summary()].
    public String summary() {
        return content.summary();
    }

    /// See [Content#steps()].
    public List<RunbookStep> steps() {
        return content.steps();
    }

    /// See [Content#text()].
    public String text() {
        return content.text();
    }
}

package dev.watchkeeper.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing to ask a tool.
///
/// @param arguments those of the tool; texts in them may hold placeholders such as `{subject}`,
///   which are filled from the finding
/// @param why what it is asked for
/// @param lookFor what to look for in the answer, in words
/// @param means what answers would show
public record RunbookStep(
        String tool,
        Map<String, Object> arguments,
        @Nullable String why,
        @Nullable String lookFor,
        List<Meaning> means) {

    public RunbookStep {
        means = List.copyOf(means);
    }

    /// What an answer shows when a condition on it holds. Exactly one of the two texts is given.
    ///
    /// @param when the condition, as [dev.watchkeeper.runbook.AnswerCondition] reads it
    /// @param shows what is so then, or null
    /// @param rulesOut the explanation that does not hold then, or null
    public record Meaning(String when, @Nullable String shows, @Nullable String rulesOut) {

        public Meaning {
            if ((shows == null) == (rulesOut == null)) {
                throw new IllegalArgumentException(
                        shows == null
                                ? "say what the condition shows, or what it rules_out"
                                : "give either shows or rules_out, not both");
            }
        }
    }
}

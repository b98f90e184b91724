package dev.watchkeeper.runbook;

import dev.watchkeeper.catalog.RunbookStep;
import dev.watchkeeper.catalog.SubjectKind;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Range;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The front matter of a runbook file.
record RunbookHead(
        @Doc("names of the checks it is for") List<String> checks,
        @Doc("only for findings about these kinds of things") List<SubjectKind> kinds,
        @Doc("only for findings about these names; * stands for any characters")
                List<String> subjects,
        @Doc("of errors, only those with one of these in the message") List<String> symptoms,
        @Doc("who keeps it and can be asked") @Range(max = 100) @Nullable String owner,
        @Doc("what it is for, in a line") @Range(max = 300) @Nullable String summary,
        @Doc("what to ask, in that order") @Range(max = 20) List<Step> steps) {

    /// One step.
    record Step(
            @Doc("the tool to ask") String tool,
            @Doc("its arguments; {subject} and other placeholders are filled from the finding")
                    Map<String, Object> arguments,
            @Doc("what it is asked for") @Range(max = 400) @Nullable String why,
            @Doc("what to look for in the answer") @Range(max = 400) @Nullable String lookFor,
            @Doc("what answers would show") @Range(max = 10) List<RunbookStep.Meaning> means) {

        RunbookStep asStep() {
            return new RunbookStep(tool, arguments, why, lookFor, means);
        }
    }
}

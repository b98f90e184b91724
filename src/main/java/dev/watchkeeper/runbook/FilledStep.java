package dev.watchkeeper.runbook;

import dev.watchkeeper.catalog.RunbookStep;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A step whose arguments are those for one finding.
///
/// @param number which step of the runbook it is, from 1; several have the same where one is asked
///   of each log
/// @param step the step as the runbook has it
/// @param arguments what to call the tool with; empty where it is left out
/// @param leftOut why it cannot be taken for this finding, or null
public record FilledStep(
        int number, RunbookStep step, Map<String, Object> arguments, @Nullable String leftOut) {}

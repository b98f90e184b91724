package dev.watchkeeper.runbook;

import dev.watchkeeper.schema.Problem;
import dev.watchkeeper.schema.Tree;
import java.util.List;
import java.util.Set;

/// The tools that steps may name, and which arguments each takes.
public interface KnownTools {

    /// Their names.
    Set<String> names();

    /// What is wrong with arguments of a tool; empty when it would take them.
    ///
    /// @param tool one of the names
    /// @param arguments a map, whose lines the problems have
    List<Problem> problems(String tool, Tree arguments);
}

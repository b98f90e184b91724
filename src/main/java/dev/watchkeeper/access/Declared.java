package dev.watchkeeper.access;

import dev.watchkeeper.schema.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names there are, which a scope can name.
///
/// @param toolsets the tools of each, by its name
/// @param tools all tools, those of tools.yaml too
/// @param sources the sources of tools.yaml, and [Scope#HOST]
/// @param streams the log and event streams
public record Declared(
        Map<String, List<String>> toolsets,
        Set<String> tools,
        Set<String> sources,
        Set<String> streams) {

    public Declared {
        sources = new LinkedHashSet<>(sources);
        sources.add(Scope.HOST);
    }

    /// What a scope names that there is not, each in half a sentence: a narrowing that nothing
    /// could keep to.
    public List<String> problems(Scope scope) {
        var problems = new ArrayList<String>();
        if (scope.toolset() != null) {
            missing(problems, "toolset", List.of(scope.toolset()), toolsets.keySet());
        }
        missing(problems, "tool", scope.tools(), tools);
        missing(problems, "source", scope.sources(), sources);
        missing(problems, "stream", scope.streams(), streams);
        List<String> selected = selected(scope);
        if (problems.isEmpty() && selected != null) {
            for (String tool : scope.tools()) {
                if (!selected.contains(tool)) {
                    problems.add("the tool " + tool + " is not in the toolset " + scope.toolset());
                }
            }
            if (scope.writeIncident() && !selected.contains(Scope.WRITING_TOOL)) {
                problems.add(
                        "write_incident is true, but "
                                + Scope.WRITING_TOOL
                                + " is not in the toolset "
                                + scope.toolset());
            }
        }
        return problems;
    }

    /// The tools that a scope gives: of its toolset, those it names, and the one that writes only
    /// where it may. None for a scope with [#problems].
    public Set<String> tools(Scope scope) {
        if (!problems(scope).isEmpty()) {
            return Set.of();
        }
        var given = new LinkedHashSet<>(scope.tools().isEmpty() ? tools : scope.tools());
        List<String> selected = selected(scope);
        if (selected != null) {
            given.retainAll(selected);
        }
        if (!scope.writeIncident()) {
            given.remove(Scope.WRITING_TOOL);
        }
        return given;
    }

    private @Nullable List<String> selected(Scope scope) {
        return scope.toolset() == null ? null : toolsets.get(scope.toolset());
    }

    private static void missing(
            List<String> problems, String kind, List<String> names, Set<String> known) {
        for (String name : names) {
            if (!known.contains(name)) {
                problems.add("no " + kind + " " + Words.quote(name) + Words.orMeant(name, known));
            }
        }
    }
}

package dev.watchkeeper.config;

import dev.watchkeeper.access.Scope;
import dev.watchkeeper.schema.Problem;
import dev.watchkeeper.schema.Tree;
import dev.watchkeeper.schema.Tree.Entry;
import dev.watchkeeper.schema.Tree.Scalar;
import dev.watchkeeper.schema.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The scopes of tools.yaml: every name in one must be that of something, else it would narrow
/// nothing.
final class AccessChecks {

    private final Tree document;
    private final Set<String> tools;
    private final List<Problem> problems = new ArrayList<>();

    private AccessChecks(Tree document, Set<String> tools) {
        this.document = document;
        this.tools = tools;
    }

    /// @param tools the names of all tools
    static List<Problem> of(Tree document, Set<String> tools) {
        var checks = new AccessChecks(document, tools);
        document.at("access", "stdio")
                .ifPresent(scope -> checks.scope(scope.value(), "access.stdio"));
        document.at("access", "oauth", "scopes").stream()
                .flatMap(scopes -> scopes.value().children().stream())
                .forEach(
                        scope -> checks.scope(scope.value(), "access.oauth.scopes." + scope.key()));
        return checks.problems;
    }

    private void scope(Tree scope, String path) {
        var sources = keys("sources");
        sources.add(Scope.HOST);
        var streams = keys("logs");
        streams.addAll(keys("events"));
        names(scope, path, "toolset", "toolset", keys("toolsets"));
        names(scope, path, "tools", "tool", tools);
        names(scope, path, "sources", "source", sources);
        names(scope, path, "streams", "stream", streams);
        selection(scope, path);
    }

    private void names(Tree scope, String path, String key, String kind, Collection<String> known) {
        // whoever takes the last name out of a list does not mean to give everything
        scope.at(key)
                .filter(entry -> entry.value().items().isEmpty())
                .ifPresent(entry ->
                        problems.add(
                                new Problem(
                                        entry.line(),
                                        path + "." + key,
                                        "names nothing; leave the key out where it narrows"
                                                + " nothing")));
        for (Scalar name : texts(scope.at(key))) {
            if (!known.contains(name.text())) {
                String given = "no " + kind + " " + Words.quote(name.shown());
                add(name, path + "." + key, given + Words.orMeant(name.text(), known));
            }
        }
    }

    /// A tool outside of the toolset would never be given.
    private void selection(Tree scope, String path) {
        for (Scalar toolset : texts(scope.at("toolset"))) {
            List<String> selected =
                    texts(document.at("toolsets", toolset.text())).stream()
                            .map(Scalar::text)
                            .toList();
            if (selected.isEmpty()) {
                continue;
            }
            for (Scalar tool : texts(scope.at("tools"))) {
                if (tools.contains(tool.text()) && !selected.contains(tool.text())) {
                    add(
                            tool,
                            path + ".tools",
                            tool.text() + " is not in the toolset " + toolset.text());
                }
            }
            for (Scalar writes : texts(scope.at("write_incident"))) {
                if (writes.text().equalsIgnoreCase("true")
                        && !selected.contains(Scope.WRITING_TOOL)) {
                    add(
                            writes,
                            path + ".write_incident",
                            Scope.WRITING_TOOL + " is not in the toolset " + toolset.text());
                }
            }
        }
    }

    private static List<Scalar> texts(Optional<Entry> entry) {
        return entry.stream()
                .flatMap(found -> found.value().items().stream())
                .filter(item -> !item.isNull())
                .filter(Scalar.class::isInstance)
                .map(Scalar.class::cast)
                .toList();
    }

    private Set<String> keys(String section) {
        var keys = new LinkedHashSet<String>();
        document.at(section).stream()
                .flatMap(entry -> entry.value().children().stream())
                .forEach(entry -> keys.add(entry.key()));
        return keys;
    }

    private void add(Scalar at, String path, String text) {
        problems.add(new Problem(at.line(), path, text));
    }
}

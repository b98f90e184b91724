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
import java.util.Set;
import java.util.regex.Pattern;

/// What tools.yaml says in one place about another: every name that points somewhere must arrive.
/// Works on the document and not on the records, so that a mistake elsewhere hides none of these.
final class CrossChecks {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]*");
    private static final List<String> NAMED =
            List.of(
                    "sources",
                    "logs",
                    "events",
                    "queues",
                    "apis",
                    "metrics",
                    "changes",
                    "slos",
                    "invariants",
                    "runbooks",
                    "toolsets",
                    "notify");

    private final Tree document;
    private final List<Problem> problems = new ArrayList<>();

    private CrossChecks(Tree document) {
        this.document = document;
    }

    static List<Problem> of(Tree document, Vocabulary known) {
        var checks = new CrossChecks(document);
        checks.names();
        checks.sources();
        var tools = new LinkedHashSet<>(known.tools());
        tools.addAll(checks.keys("tools"));
        checks.references("toolsets", "", "tool", tools);
        checks.references("tools", "source", "source", checks.keys("sources"));
        checks.problems.addAll(SqlToolChecks.of(document, known));
        checks.problems.addAll(SqlChecks.of(document));
        checks.problems.addAll(ObjectiveChecks.of(document, known));
        checks.references("runbooks", "checks", "check", known.checks());
        checks.ignores();
        checks.problems.addAll(AccessChecks.of(document, tools));
        return checks.problems;
    }

    private void names() {
        for (String section : NAMED) {
            for (Entry entry : entries(section)) {
                if (!NAME.matcher(entry.key()).matches()) {
                    add(
                            entry.line(),
                            section,
                            "the name "
                                    + Words.quote(entry.key())
                                    + " must be lower-case letters, digits, - and _, beginning"
                                    + " with a letter or digit");
                }
            }
        }
        Set<String> logs = keys("logs");
        for (Entry entry : entries("events")) {
            if (logs.contains(entry.key())) {
                add(
                        entry.line(),
                        "events." + entry.key(),
                        "a log stream has this name already; each stream needs its own");
            }
        }
    }

    private void sources() {
        Set<String> declared = keys("sources");
        document.at("sources", Scope.HOST)
                .ifPresent(entry ->
                        add(
                                entry.line(),
                                "sources",
                                "the name "
                                        + Scope.HOST
                                        + " stands for this machine itself; give the source"
                                        + " another"));
        if (declared.isEmpty()) {
            int line = document.at("sources").map(Entry::line).orElse(0);
            add(line, "sources", "declare at least one source, the file or database to look at");
        }
        for (String section : List.of("logs", "events", "metrics", "changes")) {
            references(section, "source", "source", declared);
        }
        references("invariants", "source", "source", declared);
        references("invariants", "right_source", "source", declared);
        references("metrics", "stream", "event stream", keys("events"));
        var streams = new LinkedHashSet<>(keys("logs"));
        streams.addAll(keys("events"));
        references("changes", "stream", "log or event stream", streams);
        references("slos", "stream", "event stream", keys("events"));
        references("slos", "log", "log stream", keys("logs"));
        for (Entry queue : entries("queues")) {
            for (Entry part : queue.value().children()) {
                String path = "queues." + queue.key() + "." + part.key();
                reference(part.value(), path, "source", "source", declared);
                reference(part.value(), path, "stream", "event stream", keys("events"));
            }
        }
        for (Entry api : entries("apis")) {
            api.value()
                    .at("calls")
                    .ifPresent(calls ->
                            reference(
                                    calls.value(),
                                    "apis." + api.key() + ".calls",
                                    "stream",
                                    "event stream",
                                    keys("events")));
        }
    }

    private void ignores() {
        Tree ignores = document.at("ignores").map(Entry::value).orElse(null);
        if (ignores == null) {
            return;
        }
        int index = 0;
        for (Tree ignore : ignores.items()) {
            String path = ignores instanceof Tree.ListNode ? "ignores[" + index + "]" : "ignores";
            ignore.at("stream")
                    .ifPresent(stream ->
                            reference(
                                    stream.value(), path + ".stream", "log stream", keys("logs")));
            index++;
        }
    }

    /// Checks the names that stand under a key of each entry of a section, or directly under the
    /// entry where the key is empty.
    private void references(String section, String key, String kind, Collection<String> known) {
        for (Entry entry : entries(section)) {
            String path = section + "." + entry.key() + (key.isEmpty() ? "" : "." + key);
            Tree names =
                    key.isEmpty()
                            ? entry.value()
                            : entry.value().at(key).map(Entry::value).orElse(null);
            if (names != null) {
                names.items().forEach(name -> reference(name, path, kind, known));
            }
        }
    }

    /// Checks the name that stands under a key of a mapping, if it is there.
    private void reference(
            Tree parent, String path, String key, String kind, Collection<String> known) {
        parent.at(key).ifPresent(name -> reference(name.value(), path + "." + key, kind, known));
    }

    private void reference(Tree name, String path, String kind, Collection<String> known) {
        if (name instanceof Scalar scalar && !scalar.isNull() && !known.contains(scalar.text())) {
            add(
                    scalar.line(),
                    path,
                    "no "
                            + kind
                            + " "
                            + Words.quote(scalar.shown())
                            + Words.orMeant(scalar.text(), known));
        }
    }

    private List<Entry> entries(String section) {
        return document.at(section).map(entry -> entry.value().children()).orElse(List.of());
    }

    private Set<String> keys(String section) {
        var keys = new LinkedHashSet<String>();
        entries(section).forEach(entry -> keys.add(entry.key()));
        return keys;
    }

    private void add(int line, String path, String text) {
        problems.add(new Problem(line, path, text));
    }
}

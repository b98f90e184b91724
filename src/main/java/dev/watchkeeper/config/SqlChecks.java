package dev.watchkeeper.config;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Problem;
import dev.watchkeeper.schema.Tree;
import dev.watchkeeper.schema.Tree.Entry;
import dev.watchkeeper.schema.Tree.Scalar;
import dev.watchkeeper.schema.Words;
import dev.watchkeeper.source.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What tools.yaml says of SQL outside of `tools`: the statements of metrics and queues, each of
/// which must read, and the tables of streams, which must be among those of their source where it
/// lists any.
final class SqlChecks {

    private final Tree document;
    private final List<Problem> problems = new ArrayList<>();

    private SqlChecks(Tree document) {
        this.document = document;
    }

    static List<Problem> of(Tree document) {
        var checks = new SqlChecks(document);
        for (Entry metric : checks.entries("metrics")) {
            checks.statement(metric.value(), "metrics." + metric.key());
        }
        for (Entry queue : checks.entries("queues")) {
            for (Entry part : queue.value().children()) {
                checks.statement(part.value(), "queues." + queue.key() + "." + part.key());
            }
        }
        for (String section : List.of("logs", "events")) {
            for (Entry stream : checks.entries(section)) {
                checks.table(stream.value(), section + "." + stream.key());
            }
        }
        return checks.problems;
    }

    private void statement(Tree parent, String path) {
        scalar(parent, "statement")
                .ifPresent(text -> {
                    try {
                        SqlStatement.of(text.text());
                    } catch (BadRequest e) {
                        problems.add(new Problem(text.line(), path + ".statement", e.text()));
                    }
                });
    }

    private void table(Tree stream, String path) {
        Optional<Scalar> source = scalar(stream, "source");
        Optional<Scalar> table = scalar(stream, "table");
        if (source.isEmpty() || table.isEmpty()) {
            return;
        }
        List<String> listed =
                document
                        .at("sources", source.get().text(), "tables")
                        .map(entry -> entry.value().items())
                        .orElse(List.of())
                        .stream()
                        .filter(Scalar.class::isInstance)
                        .map(item -> ((Scalar) item).text())
                        .toList();
        if (!listed.isEmpty() && listed.stream().noneMatch(table.get().text()::equalsIgnoreCase)) {
            problems.add(
                    new Problem(
                            table.get().line(),
                            path + ".table",
                            "the table "
                                    + Words.quote(table.get().shown())
                                    + " is not among sources."
                                    + source.get().shown()
                                    + ".tables"
                                    + Words.orMeant(table.get().text(), listed)));
        }
    }

    private List<Entry> entries(String section) {
        return document.at(section).map(entry -> entry.value().children()).orElse(List.of());
    }

    private static Optional<Scalar> scalar(Tree parent, String key) {
        return parent.at(key)
                .map(Entry::value)
                .filter(Scalar.class::isInstance)
                .map(Scalar.class::cast)
                .filter(value -> !value.isNull());
    }
}

package dev.watchkeeper.config;

import dev.watchkeeper.catalog.TimeParameters;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Problem;
import dev.watchkeeper.schema.Tree;
import dev.watchkeeper.schema.Tree.Entry;
import dev.watchkeeper.schema.Tree.Scalar;
import dev.watchkeeper.schema.Words;
import dev.watchkeeper.source.SqlSourceConfig;
import dev.watchkeeper.source.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What `slos` and `invariants` must say beyond their keys: names of their own, statements that
/// read and have no other parameters than times, sources that speak SQL.
final class ObjectiveChecks {

    private static final List<String> SUBJECTS =
            List.of("logs", "events", "queues", "apis", "metrics", "slos");

    private final Tree document;
    private final Vocabulary known;
    private final List<Problem> problems = new ArrayList<>();

    private ObjectiveChecks(Tree document, Vocabulary known) {
        this.document = document;
        this.known = known;
    }

    static List<Problem> of(Tree document, Vocabulary known) {
        var checks = new ObjectiveChecks(document, known);
        for (Entry invariant :
                document.at("invariants")
                        .map(entry -> entry.value().children())
                        .orElse(List.of())) {
            checks.name(invariant);
            String path = "invariants." + invariant.key();
            for (String key : List.of("statement", "left", "right")) {
                checks.statement(invariant.value(), path, key);
            }
            for (String key : List.of("source", "right_source")) {
                checks.source(invariant.value(), path, key);
            }
        }
        return checks.problems;
    }

    /// Findings are told apart by what they concern, and `get_slo_status` is asked by name.
    private void name(Entry invariant) {
        for (String section : SUBJECTS) {
            if (document.at(section, invariant.key()).isPresent()) {
                problems.add(
                        new Problem(
                                invariant.line(),
                                "invariants." + invariant.key(),
                                section
                                        + "."
                                        + invariant.key()
                                        + " has this name already; an invariant needs its own"));
                return;
            }
        }
    }

    private void statement(Tree invariant, String path, String key) {
        if (!(invariant.at(key).map(Entry::value).orElse(null) instanceof Scalar text)
                || text.isNull()) {
            return;
        }
        String at = path + "." + key;
        SqlStatement statement;
        try {
            statement = SqlStatement.of(text.text());
        } catch (BadRequest e) {
            problems.add(new Problem(text.line(), at, e.text()));
            return;
        }
        Set<String> times = new TreeSet<>(TimeParameters.NAMES);
        for (String parameter : statement.parameters()) {
            if (!times.contains(parameter)) {
                problems.add(
                        new Problem(
                                text.line(),
                                at,
                                "no parameter "
                                        + Words.quote(parameter)
                                        + Words.orMeant(parameter, times)));
            }
        }
    }

    private void source(Tree invariant, String path, String key) {
        if (!(invariant.at(key).map(Entry::value).orElse(null) instanceof Scalar source)
                || source.isNull()) {
            return;
        }
        document.at("sources", source.text(), "type")
                .map(Entry::value)
                .filter(type ->
                        type instanceof Scalar name
                                && known.sources().containsKey(name.text())
                                && !SqlSourceConfig.class.isAssignableFrom(
                                        known.sources().get(name.text())))
                .ifPresent(_ ->
                        problems.add(
                                new Problem(
                                        source.line(),
                                        path + "." + key,
                                        "the source "
                                                + Words.quote(source.shown())
                                                + " speaks no SQL; an invariant needs one of type sqlite")));
    }
}

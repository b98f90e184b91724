package dev.watchkeeper.config;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Problem;
import dev.watchkeeper.schema.Tree;
import dev.watchkeeper.schema.Tree.Entry;
import dev.watchkeeper.schema.Tree.Scalar;
import dev.watchkeeper.schema.Words;
import dev.watchkeeper.source.SourceConfig;
import dev.watchkeeper.source.SqlSourceConfig;
import dev.watchkeeper.source.SqlStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the `tools` of tools.yaml must say beyond their keys: names that clients can call, a source
/// that speaks SQL, one statement that reads, and parameters that fit it. Whether the statement
/// fits the tables is seen when the source is opened.
final class SqlToolChecks {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
    private static final String ONLY_KIND = "sqlite-sql";

    private final Tree document;
    private final Vocabulary known;
    private final List<Problem> problems = new ArrayList<>();

    private SqlToolChecks(Tree document, Vocabulary known) {
        this.document = document;
        this.known = known;
    }

    static List<Problem> of(Tree document, Vocabulary known) {
        var checks = new SqlToolChecks(document, known);
        document.at("tools").map(entry -> entry.value().children()).stream()
                .flatMap(List::stream)
                .forEach(checks::tool);
        return checks.problems;
    }

    private void tool(Entry tool) {
        String path = "tools." + tool.key();
        name(tool);
        kind(tool, path);
        source(tool, path);
        tool.value()
                .at("templateParameters")
                .filter(templates -> !templates.value().items().isEmpty())
                .ifPresent(templates ->
                        add(
                                templates.line(),
                                path + ".templateParameters",
                                "refused: they put text of the caller into the statement; use"
                                        + " parameters, whose values are bound, and a tool for each"
                                        + " table"));
        Map<String, Integer> declared = parameters(tool, path);
        scalar(tool, "statement").ifPresent(text -> statement(text, path + ".statement", declared));
    }

    private void name(Entry tool) {
        if (known.tools().contains(tool.key())) {
            add(
                    tool.line(),
                    "tools",
                    "a tool of Watchkeeper's has the name "
                            + Words.quote(tool.key())
                            + " already; choose another");
        } else if (!NAME.matcher(tool.key()).matches()) {
            add(
                    tool.line(),
                    "tools",
                    "the name "
                            + Words.quote(tool.key())
                            + " must be at most 40 lower-case letters, digits, _ and -, beginning"
                            + " with a letter");
        }
    }

    private void kind(Entry tool, String path) {
        for (String key : List.of("kind", "type")) {
            scalar(tool, key)
                    .filter(kind -> !kind.text().equals(ONLY_KIND))
                    .ifPresent(kind ->
                            add(
                                    kind.line(),
                                    path + "." + key,
                                    "expected sqlite-sql, the only kind of tool that can be"
                                            + " declared, got "
                                            + Words.quote(kind.shown())));
        }
    }

    private void source(Entry tool, String path) {
        scalar(tool, "source")
                .ifPresent(source ->
                        document.at("sources", source.text(), "type")
                                .map(Entry::value)
                                .filter(type -> !speaksSql(type))
                                .ifPresent(_ ->
                                        add(
                                                source.line(),
                                                path + ".source",
                                                "the source "
                                                        + Words.quote(source.shown())
                                                        + " speaks no SQL; a tool needs one of type"
                                                        + " sqlite")));
    }

    /// A type that nobody knows is a problem already.
    private boolean speaksSql(Tree type) {
        Class<? extends SourceConfig> record =
                type instanceof Scalar scalar ? known.sources().get(scalar.text()) : null;
        return record == null || SqlSourceConfig.class.isAssignableFrom(record);
    }

    private void statement(Scalar text, String path, Map<String, Integer> declared) {
        SqlStatement statement;
        try {
            statement = SqlStatement.of(text.text());
        } catch (BadRequest e) {
            add(text.line(), path, e.text());
            return;
        }
        if (statement.positional()) {
            if (statement.parameters().size() != declared.size()) {
                add(
                        text.line(),
                        path,
                        "the statement has places for "
                                + statement.parameters().size()
                                + " parameters, declared are "
                                + declared.size());
            }
            return;
        }
        for (String name : statement.parameters()) {
            if (!declared.containsKey(name)) {
                add(
                        text.line(),
                        path,
                        "no parameter "
                                + Words.quote(name)
                                + " is declared"
                                + Words.closest(name, declared.keySet())
                                        .map(meant -> "; did you mean " + meant + "?")
                                        .orElse(""));
            }
        }
        declared.forEach((name, line) -> {
            if (!statement.parameters().contains(name)) {
                add(
                        line,
                        path.replace(".statement", ".parameters"),
                        "the statement does not use the parameter "
                                + Words.quote(name)
                                + "; it would be :"
                                + name);
            }
        });
    }

    /// The names of the parameters in their order, and the lines they stand in.
    private Map<String, Integer> parameters(Entry tool, String path) {
        var declared = new LinkedHashMap<String, Integer>();
        int index = 0;
        for (Tree parameter :
                tool.value().at("parameters").map(e -> e.value().items()).orElse(List.of())) {
            String at = path + ".parameters[" + index++ + "]";
            parameter
                    .at("name")
                    .map(Entry::value)
                    .filter(Scalar.class::isInstance)
                    .map(Scalar.class::cast)
                    .filter(name -> !name.isNull())
                    .ifPresent(name -> {
                        if (declared.putIfAbsent(name.text(), name.line()) != null) {
                            add(name.line(), at + ".name", "another parameter has this name");
                        }
                    });
            SqlParameterChecks.of(parameter, at, problems);
        }
        return declared;
    }

    private static Optional<Scalar> scalar(Entry tool, String key) {
        return tool.value()
                .at(key)
                .map(Entry::value)
                .filter(Scalar.class::isInstance)
                .map(Scalar.class::cast)
                .filter(value -> !value.isNull());
    }

    private void add(int line, String path, String text) {
        problems.add(new Problem(line, path, text));
    }
}

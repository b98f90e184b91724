package dev.watchkeeper.config;

import dev.watchkeeper.schema.Problem;
import dev.watchkeeper.schema.Tree;
import dev.watchkeeper.schema.Tree.Entry;
import dev.watchkeeper.schema.Tree.Kind;
import dev.watchkeeper.schema.Tree.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts environment variables into the values of a document: `${VAR}`, `${VAR:-default}`,
/// `${VAR:?message}`; `$${` stands for `${` itself. Happens after parsing, so that no variable can
/// change the structure; messages go on showing the text as it was written, because a variable may
/// be a secret.
final class Environment {

    private static final Pattern VARIABLE =
            Pattern.compile("(\\$?)\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)(?:(:[-?])([^{}]*))?\\})?");

    private final Map<String, String> variables;
    private final List<Problem> problems;

    /// Problems are added to the list given.
    Environment(Map<String, String> variables, List<Problem> problems) {
        this.variables = variables;
        this.problems = problems;
    }

    Tree expand(Tree tree) {
        return expand(tree, "");
    }

    private Tree expand(Tree tree, String path) {
        return switch (tree) {
            case Tree.MapNode map -> {
                var entries = new ArrayList<Entry>();
                for (Entry entry : map.entries()) {
                    String entryPath = path.isEmpty() ? entry.key() : path + "." + entry.key();
                    entries.add(
                            new Entry(entry.key(), entry.line(), expand(entry.value(), entryPath)));
                }
                yield new Tree.MapNode(map.line(), entries);
            }
            case Tree.ListNode list -> {
                var items = new ArrayList<Tree>();
                for (Tree item : list.items()) {
                    items.add(expand(item, path + "[" + items.size() + "]"));
                }
                yield new Tree.ListNode(list.line(), items);
            }
            case Scalar scalar -> scalar.text().contains("${") ? value(scalar, path) : scalar;
        };
    }

    private Scalar value(Scalar scalar, String path) {
        Matcher variable = VARIABLE.matcher(scalar.text());
        var text = new StringBuilder();
        boolean replaced = false;
        while (variable.find()) {
            if (!variable.group(1).isEmpty()) {
                String kept = variable.group().substring(1);
                variable.appendReplacement(text, Matcher.quoteReplacement(kept));
                continue;
            }
            String found = lookUp(variable, scalar, path);
            replaced = true;
            variable.appendReplacement(text, Matcher.quoteReplacement(found == null ? "" : found));
            if (found == null) {
                // Already a problem: keep the text as written, so that it causes no second one.
                return new Scalar(scalar.line(), Kind.NULL, "", scalar.shown());
            }
        }
        variable.appendTail(text);
        if (!replaced) {
            return new Scalar(scalar.line(), Kind.TEXT, text.toString(), scalar.shown());
        }
        Scalar plain = Scalar.plain(scalar.line(), text.toString(), scalar.shown());
        return plain.kind() == Kind.NULL && !text.isEmpty()
                ? new Scalar(scalar.line(), Kind.TEXT, text.toString(), scalar.shown())
                : plain;
    }

    private @Nullable String lookUp(Matcher variable, Scalar scalar, String path) {
        String name = variable.group(2);
        if (name == null) {
            problems.add(
                    new Problem(
                            scalar.line(),
                            path,
                            "${ begins a variable, as in ${NAME}; write $${ for the text itself"));
            return null;
        }
        String value = variables.get(name);
        String operator = variable.group(3);
        String operand = variable.group(4);
        if (value != null && (operator == null || !value.isEmpty())) {
            return value;
        }
        if (":-".equals(operator)) {
            return operand;
        }
        problems.add(
                new Problem(
                        scalar.line(),
                        path,
                        "environment variable "
                                + name
                                + " is "
                                + (value == null ? "not set" : "empty")
                                + (operand == null || operand.isBlank() ? "" : ": " + operand)));
        return null;
    }
}

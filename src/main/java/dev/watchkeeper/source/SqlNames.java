package dev.watchkeeper.source;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Words;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a statement names and calls, told token by token: tables of SQLite's own and functions that
/// do more than make a value are refused before any database has seen the statement.
final class SqlNames {

    /// Words of SQLite that a bracket may follow without anything being called.
    private static final Set<String> BEFORE_BRACKETS =
            Set.of(
                    ("SELECT DISTINCT ALL FROM JOIN ON USING WHERE AND OR NOT IN EXISTS BETWEEN LIKE"
                                    + " GLOB REGEXP MATCH ESCAPE IS CASE WHEN THEN ELSE CAST AS"
                                    + " MATERIALIZED VALUES BY HAVING LIMIT OFFSET UNION INTERSECT"
                                    + " EXCEPT OVER FILTER COLLATE")
                            .split(" "));

    private static final Pattern OWN =
            Pattern.compile("(?:sqlite|pragma)_\\w+|dbstat|load_extension|fts3tokenize");

    private final Set<String> names = new HashSet<>();

    /// For each open bracket what stands before it and is not known to be harmless; else empty.
    private final ArrayDeque<String> brackets = new ArrayDeque<>();

    private String last = "";
    private String beforeLast = "";
    private boolean lastIsName;

    /// What was called, unless it turns out to be a table of WITH and its columns; else null.
    private @Nullable String unsure;

    /// How much of `AS [NOT] [MATERIALIZED] (` has come after it.
    private String seen = "";

    /// All names, in lower case.
    Set<String> all() {
        return names;
    }

    /// A word outside of quotes, in upper case.
    void word(String word) {
        name(word.toLowerCase(Locale.ROOT));
        token(word, !BEFORE_BRACKETS.contains(word));
    }

    /// What stands between quotes of any kind: SQLite takes a text for a name where it needs one.
    void quoted(String content) {
        name(content.toLowerCase(Locale.ROOT));
        token(content, true);
    }

    /// A sign, a number or a parameter.
    void other(String sign) {
        if (sign.equals("(")) {
            boolean harmless =
                    !lastIsName
                            || beforeLast.equals("AS")
                            || SqlFunctions.harmless(last)
                            || SqlFunctions.TABLE_VALUED.contains(last.toLowerCase(Locale.ROOT));
            brackets.push(harmless ? "" : last);
        }
        token(sign, false);
        if (sign.equals(")") && !brackets.isEmpty()) {
            String called = brackets.pop();
            unsure = called.isEmpty() ? null : called;
            seen = "";
        }
    }

    /// There is nothing more to come.
    void end() {
        if (unsure != null) {
            throw refused(unsure);
        }
    }

    private void token(String token, boolean name) {
        if (unsure != null) {
            seen += token + " ";
            switch (seen) {
                case "AS ", "AS NOT ", "AS MATERIALIZED ", "AS NOT MATERIALIZED " -> {}
                case "AS ( ", "AS MATERIALIZED ( ", "AS NOT MATERIALIZED ( " -> unsure = null;
                default -> throw refused(unsure);
            }
        }
        beforeLast = last;
        last = token;
        lastIsName = name;
    }

    private void name(String name) {
        names.add(name);
        if (OWN.matcher(name).matches() && !SqlFunctions.harmless(name)) {
            throw new BadRequest(
                    "a statement must read the tables: " + shown(name) + " is refused");
        }
    }

    private static BadRequest refused(String function) {
        String name = function.toLowerCase(Locale.ROOT);
        return new BadRequest(
                "a statement must read the tables: the function "
                        + shown(name)
                        + " is not one of those that may be called"
                        + Words.closest(name, SqlFunctions.all())
                                .map(meant -> "; did you mean " + meant + "?")
                                .orElse(""));
    }

    /// A word short enough for a message.
    static String shown(String word) {
        return word.length() <= 40 ? word : word.substring(0, 40) + "…";
    }
}

package dev.watchkeeper.source;

import dev.watchkeeper.model.BadRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One pass over the text of a statement, token by token as SQLite's own tokenizer takes it apart
/// (sqlite.org/lang_expr.html, sqlite.org/lang_comment.html). What could be read in two ways is
/// refused.
final class SqlScan {

    /// Words that SQLite keeps for itself, so that no column can have them without quotes.
    private static final Set<String> WRITING =
            Set.of("INSERT", "UPDATE", "DELETE", "DROP", "ALTER", "CREATE");

    private static final String READS =
            "a statement must read: it begins with SELECT, WITH or VALUES";
    private static final int MOST_PARAMETERS = 50;

    private final String text;
    private final StringBuilder run = new StringBuilder();
    private final List<String> parameters = new ArrayList<>();
    private final TreeSet<Integer> places = new TreeSet<>();
    private int at;
    private int depth;
    private boolean ended;
    private @Nullable String first;
    private @Nullable String mainVerb;
    private @Nullable Boolean positional;
    private final SqlNames names = new SqlNames();

    SqlScan(String text) {
        this.text = text;
    }

    SqlStatement statement() {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length > SqlStatement.LONGEST) {
            throw new BadRequest(
                    "a statement has at most "
                            + SqlStatement.LONGEST
                            + " bytes, this one has "
                            + length);
        }
        if (text.indexOf('\0') >= 0) {
            throw new BadRequest("the statement has a control character");
        }
        while (at < text.length()) {
            token();
        }
        if (first == null) {
            throw new BadRequest("the statement is empty");
        }
        if (mainVerb == null) {
            throw new BadRequest(READS + "; after WITH … the SELECT is missing");
        }
        if (depth != 0) {
            throw new BadRequest("the statement has a bracket that is not closed");
        }
        names.end();
        return new SqlStatement(
                run.toString().strip(), parameters(), Boolean.TRUE.equals(positional), names.all());
    }

    private List<String> parameters() {
        if (!Boolean.TRUE.equals(positional)) {
            return parameters;
        }
        var names = new ArrayList<String>();
        for (int place : places) {
            if (place != names.size() + 1) {
                throw new BadRequest(
                        "the statement has a parameter "
                                + place
                                + " and none with the number "
                                + (names.size() + 1));
            }
            names.add(String.valueOf(place));
        }
        return names;
    }

    private void token() {
        char c = text.charAt(at);
        if (c == '-' && next('-')) {
            int end = text.indexOf('\n', at);
            blank(end < 0 ? text.length() : end);
        } else if (c == '/' && next('*')) {
            int end = text.indexOf("*/", at + 2);
            if (end < 0) {
                throw new BadRequest("the statement has a comment /* that is not closed");
            }
            blank(end + 2);
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
            copy(at + 1);
        } else if (c < ' ' || c == 0x7f || c == '\uFEFF') {
            throw new BadRequest("the statement has a control character");
        } else if (ended) {
            throw new BadRequest(
                    "only one statement is run; there is more text after its semicolon");
        } else {
            visible(c);
        }
    }

    private void visible(char c) {
        switch (c) {
            case ';' -> {
                requireVerb(";");
                ended = true;
                at++;
            }
            case '\'', '"', '`' -> quoted(c, c);
            case '[' -> quoted(c, ']');
            case '(' -> {
                requireVerb("(");
                depth++;
                sign(at + 1);
            }
            case ')' -> {
                depth--;
                sign(at + 1);
            }
            case '?', ':', '@', '$' -> parameter();
            case '#' -> throw new BadRequest("the statement has a # outside of a text");
            default -> {
                if (isNameStart(c)) {
                    word();
                } else if (isDigit(c)) {
                    requireVerb("a number");
                    // 1e5, 0xff and 12abc alike: none of it is a word of its own
                    sign(endOfName(at));
                } else {
                    requireVerb(String.valueOf(c));
                    sign(at + 1);
                }
            }
        }
    }

    /// A text or a quoted name; its own quote is doubled inside, but for a closing bracket.
    private void quoted(char open, char close) {
        requireVerb(String.valueOf(open));
        int end = at + 1;
        while (true) {
            end = text.indexOf(close, end);
            if (end < 0) {
                throw new BadRequest("the statement has a " + open + " that is not closed");
            }
            end++;
            if (close == ']' || end >= text.length() || text.charAt(end) != close) {
                String content = text.substring(at + 1, end - 1);
                String quote = String.valueOf(close);
                names.quoted(close == ']' ? content : content.replace(quote + quote, quote));
                copy(end);
                return;
            }
            end++;
        }
    }

    private void word() {
        int end = endOfName(at);
        String word = text.substring(at, end).toUpperCase(Locale.ROOT);
        if (first == null) {
            if (!word.equals("SELECT") && !word.equals("WITH") && !word.equals("VALUES")) {
                throw new BadRequest(READS + ", not with " + SqlNames.shown(word));
            }
            first = word;
            mainVerb = word.equals("WITH") ? null : word;
        } else if (depth == 0 && mainVerb == null) {
            switch (word) {
                case "SELECT", "VALUES" -> mainVerb = word;
                case "INSERT", "UPDATE", "DELETE", "REPLACE" ->
                        throw new BadRequest(
                                "a statement must read: after WITH … comes SELECT, not " + word);
                default -> {}
            }
        }
        if (WRITING.contains(word)) {
            throw new BadRequest(
                    "a statement must read: "
                            + word
                            + " is refused (a name of that spelling belongs in double quotes)");
        }
        names.word(word);
        copy(end);
    }

    private void parameter() {
        char mark = text.charAt(at);
        requireVerb("a parameter");
        int end = mark == '?' ? endOfDigits(at + 1) : endOfName(at + 1);
        String name = text.substring(at + 1, end);
        if (name.isEmpty() && mark != '?') {
            throw new BadRequest("the statement has a " + mark + " without a name after it");
        }
        // SQLite takes :a(…) and $a::b for one parameter, Tcl's way
        if (mark != '?'
                && end < text.length()
                && (text.charAt(end) == '(' || text.startsWith("::", end))) {
            throw new BadRequest(
                    "the parameter "
                            + mark
                            + SqlNames.shown(name)
                            + " is followed by what cannot follow it");
        }
        boolean numbered = name.chars().allMatch(SqlScan::isDigit);
        if (positional != null && positional != numbered) {
            throw new BadRequest(
                    "the statement has parameters with names and others without; use names for all");
        }
        positional = numbered;
        run.append('?').append(numbered ? place(name) : named(name));
        names.other("?");
        at = end;
    }

    private int place(String number) {
        int place =
                number.isEmpty()
                        ? (places.isEmpty() ? 0 : places.last()) + 1
                        : number.length() > 3 ? Integer.MAX_VALUE : Integer.parseInt(number);
        if (place < 1 || place > MOST_PARAMETERS) {
            throw new BadRequest("a parameter's number is between 1 and " + MOST_PARAMETERS);
        }
        places.add(place);
        return place;
    }

    private int named(String name) {
        int known = parameters.indexOf(name);
        if (known >= 0) {
            return known + 1;
        }
        if (parameters.size() == MOST_PARAMETERS) {
            throw new BadRequest("a statement has at most " + MOST_PARAMETERS + " parameters");
        }
        parameters.add(name);
        return parameters.size();
    }

    private void requireVerb(String instead) {
        if (first == null) {
            throw new BadRequest(READS + ", not with " + instead);
        }
    }

    /// A comment becomes a space.
    private void blank(int end) {
        run.append(' ');
        at = end;
    }

    private void sign(int end) {
        names.other(text.substring(at, end));
        copy(end);
    }

    private void copy(int end) {
        run.append(text, at, end);
        at = end;
    }

    private boolean next(char c) {
        return at + 1 < text.length() && text.charAt(at + 1) == c;
    }

    private int endOfName(int from) {
        int end = from;
        while (end < text.length()
                && (isNameStart(text.charAt(end))
                        || isDigit(text.charAt(end))
                        || text.charAt(end) == '$')) {
            end++;
        }
        return end;
    }

    private int endOfDigits(int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c > 0x7f;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}

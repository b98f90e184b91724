package dev.watchkeeper.trigger;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which findings are meant: `check=errors,subject=gateway`, all of which must hold. A word alone
/// is the id of a finding or its subject; `*` stands for anything within a value.
///
/// @param text as it was written
/// @param terms what must hold
public record Matcher(String text, List<Term> terms) {

    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_.:/*-]{1,200}");

    public Matcher {
        terms = List.copyOf(terms);
    }

    /// One condition.
    ///
    /// @param key what of a finding is looked at
    public record Term(Key key, Pattern value) {}

    /// What of a finding can be matched.
    public enum Key {
        ID,
        CHECK,
        SUBJECT,
        SEVERITY,
        /// The id or the subject.
        NAME
    }

    /// Reads one.
    ///
    /// @throws BadRequest when it is none
    public static Matcher of(String text) {
        var terms = new ArrayList<Term>();
        for (String part : text.strip().split("\\s*,\\s*", -1)) {
            int equals = part.indexOf('=');
            terms.add(
                    new Term(
                            equals < 0 ? Key.NAME : key(part.substring(0, equals).strip(), text),
                            value(part.substring(equals + 1).strip(), text)));
        }
        return new Matcher(text.strip(), terms);
    }

    /// Whether a finding is meant.
    public boolean matches(Finding finding) {
        return terms.stream().allMatch(term -> holds(term, finding));
    }

    private static boolean holds(Term term, Finding finding) {
        return switch (term.key()) {
            case ID -> is(term, finding.id());
            case CHECK -> is(term, finding.check());
            case SUBJECT -> is(term, finding.subject());
            case SEVERITY -> is(term, finding.severity().name());
            case NAME -> is(term, finding.id()) || is(term, finding.subject());
        };
    }

    private static boolean is(Term term, String value) {
        return term.value().matcher(value).matches();
    }

    private static Key key(String word, String text) {
        return switch (word) {
            case "id" -> Key.ID;
            case "check" -> Key.CHECK;
            case "subject" -> Key.SUBJECT;
            case "severity" -> Key.SEVERITY;
            default ->
                    throw new BadRequest(
                            "the matcher \""
                                    + text
                                    + "\" asks for \""
                                    + word
                                    + "\"; it may ask for id, check, subject and severity, as in"
                                    + " check=errors,subject=gateway");
        };
    }

    private static Pattern value(String word, String text) {
        if (!VALUE.matcher(word).matches()) {
            throw new BadRequest(
                    "the matcher \""
                            + text
                            + "\" must name what it matches in letters, digits and _ . : / - *, as in"
                            + " gateway or check=errors,subject=gate*");
        }
        String pattern =
                Arrays.stream(word.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }
}

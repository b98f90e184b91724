package dev.watchkeeper.catalog;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Which findings a runbook is for: those of its checks, of which each further list that is not
/// empty selects some.
///
/// @param checks names of checks
/// @param kinds what the finding's subject is, any of these
/// @param subjects the finding's subject, any of these; `*` stands for any characters
/// @param symptoms words of which one stands in the title; looked at for `errors` alone, whose
///   titles are what a log says
public record Fit(
        List<String> checks,
        List<SubjectKind> kinds,
        List<String> subjects,
        List<String> symptoms) {

    /// The check whose findings are told apart by their words.
    private static final String ERRORS = "errors";

    private static final int BY_NAME = 4;
    private static final int BY_KIND = 1;

    public Fit {
        checks = List.copyOf(checks);
        kinds = List.copyOf(kinds);
        subjects = List.copyOf(subjects);
        symptoms = List.copyOf(symptoms);
    }

    /// All findings of some checks.
    public static Fit of(List<String> checks) {
        return new Fit(checks, List.of(), List.of(), List.of());
    }

    /// How closely it fits a finding: 0 not at all, 1 because of the check alone, more for what it
    /// says besides.
    ///
    /// @param of what the subject is
    int closeness(String check, String subject, String title, List<SubjectKind> of) {
        boolean words = check.equals(ERRORS) && !symptoms.isEmpty();
        if (!checks.contains(check)
                || (!kinds.isEmpty() && kinds.stream().noneMatch(of::contains))
                || (!subjects.isEmpty() && subjects.stream().noneMatch(s -> glob(s, subject)))
                || (words && symptoms.stream().noneMatch(s -> stands(s, title)))) {
            return 0;
        }
        return 1
                + (kinds.isEmpty() ? 0 : BY_KIND)
                + (subjects.isEmpty() ? 0 : BY_NAME)
                + (words ? BY_NAME : 0);
    }

    private static boolean glob(String glob, String name) {
        var regex = new StringBuilder();
        for (String part : glob.split("(?=\\*)|(?<=\\*)", -1)) {
            regex.append(part.equals("*") ? ".*" : Pattern.quote(part));
        }
        return Pattern.matches(regex.toString(), name);
    }

    /// Words begin where a word begins, and numbers are whole: "oom" is not in "room", and "429"
    /// not in "14290".
    private static boolean stands(String symptom, String title) {
        String wanted = symptom.toLowerCase(Locale.ROOT);
        String text = title.toLowerCase(Locale.ROOT);
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            int end = at + wanted.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean whole =
                    !Character.isDigit(wanted.charAt(wanted.length() - 1))
                            || end == text.length()
                            || !Character.isLetterOrDigit(text.charAt(end));
            if (begins && whole) {
                return true;
            }
        }
        return false;
    }
}

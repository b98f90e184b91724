package dev.watchkeeper.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is wrong with a report, gathered sentence by sentence, each naming the key: the rules that
/// hold for the parts of every kind of report.
final class Problems {

    private static final int MOST_ITEMS = 40;
    private static final Pattern EVIDENCE_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final List<String> problems = new ArrayList<>();

    void add(String problem) {
        problems.add(problem);
    }

    List<String> all() {
        return List.copyOf(problems);
    }

    void size(String key, List<?> list) {
        if (list.size() > MOST_ITEMS) {
            add(key + " must have at most " + MOST_ITEMS + " items, got " + list.size());
        }
    }

    /// @param least of characters, as `most`; without the white space around the text
    void length(String key, @Nullable String text, int least, int most) {
        if (text == null) {
            return;
        }
        int length = text.strip().codePointCount(0, text.strip().length());
        if (length < least || length > most) {
            add(
                    key
                            + " must be "
                            + (least > 0 ? least + " to " + most : "at most " + most)
                            + " characters, got "
                            + length);
        }
    }

    void evidenceId(String key, String id) {
        if (!EVIDENCE_ID.matcher(id).matches()) {
            add(key + " must be an id as answers carry it, like E8");
        }
    }

    void cited(String key, List<String> ids) {
        size(key + ".evidence", ids);
        for (String id : ids) {
            if (!EVIDENCE_ID.matcher(id).matches()) {
                add(key + ".evidence must hold ids as answers carry them, like E8");
            }
        }
    }

    /// Refuses what nobody could start, such as "keep monitoring".
    ///
    /// @param noun what it is called in its report
    void startable(String key, String what, String noun) {
        if (Wording.idle(what)) {
            add(
                    key
                            + ".what says nothing that a person could start: name the deploy,"
                            + " setting, file, command or threshold, or leave the "
                            + noun
                            + " out");
        }
    }
}

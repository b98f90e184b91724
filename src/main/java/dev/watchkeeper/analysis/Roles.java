package dev.watchkeeper.analysis;

import java.util.HashSet;
import java.util.Set;

/// What was learnt in one template and holds in the others: keys whose values vary (`user=`), and
/// places that English itself marks as a name's ("for user …").
final class Roles {
    private static final Set<String> NOUNS =
            Set.of("user", "host", "account", "username", "hostname");
    private static final Set<String> LEADS = Set.of("for", "as", "invalid", "unknown");

    private final Set<String> keys = new HashSet<>();

    private Roles() {}

    static Roles learn(Sketch[] sketches) {
        Roles roles = new Roles();
        for (Sketch sketch : sketches) {
            for (int i = 2; i < sketch.size(); i++) {
                if (sketch.isValue(i) && Word.isKeyed(sketch, i) && !sketch.form(i).isEmpty()) {
                    roles.keys.add(sketch.token(i - 2));
                }
            }
        }
        return roles;
    }

    boolean apply(Sketch[] sketches) {
        boolean changed = false;
        for (int s = 0; s < sketches.length; s++) {
            for (int i = 2; i < sketches[s].size(); i++) {
                Sketch sketch = sketches[s];
                if (sketch.isWord(i) && Evidence.mayVary(sketch, i) && takesName(sketch, i)) {
                    sketches[s] = sketch.masked(i);
                    changed = true;
                }
            }
        }
        return changed;
    }

    private boolean takesName(Sketch sketch, int i) {
        if (Word.isKeyed(sketch, i)) {
            return keys.contains(sketch.token(i - 2)) && !sketch.token(i + 1).equals("=");
        }
        return NOUNS.contains(sketch.token(i - 1))
                && LEADS.contains(sketch.token(i - 2))
                && sketch.spaced(i);
    }
}

package dev.watchkeeper.analysis;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Places that hold a value whatever stands there: keys whose values vary in some other template,
/// and places that language itself marks as a name's ("invalid user …", `host=…`, "for root").
///
/// Without them a name that a window holds once would be taken for part of the text, and the
/// template would change its id with the window.
final class Roles {
    private static final Set<String> NOUNS =
            Set.of("user", "host", "account", "username", "hostname");
    private static final Set<String> LEADS = Set.of("for", "as", "invalid", "unknown", "illegal");

    /// Keys that say whose or where, never what happened.
    private static final Set<String> KEYS =
            Set.of(
                    "user",
                    "ruser",
                    "username",
                    "login",
                    "email",
                    "host",
                    "hostname",
                    "rhost",
                    "ip",
                    "addr",
                    "address",
                    "client",
                    "url",
                    "uri",
                    "path",
                    "session",
                    "tenant");

    /// Accounts that exist on many hosts; the guidelines for labels count them as values as well.
    private static final Set<String> ACCOUNTS =
            Set.of(
                    "root",
                    "admin",
                    "administrator",
                    "guest",
                    "nobody",
                    "anonymous",
                    "ubuntu",
                    "postgres",
                    "www-data");

    private static final Set<String> BEFORE_ACCOUNTS = Set.of("for", "by", "user", "as");

    private final Set<String> varying = new HashSet<>();

    private Roles() {}

    static Roles learn(Sketch[] sketches) {
        Roles roles = new Roles();
        for (Sketch sketch : sketches) {
            for (int i = 2; i < sketch.size(); i++) {
                if (sketch.isValue(i)
                        && Word.isKeyed(sketch, i)
                        && !sketch.form(i).isEmpty()
                        && !Word.tellsWhat(sketch.token(i - 2))) {
                    roles.varying.add(sketch.token(i - 2));
                }
            }
        }
        return roles;
    }

    /// Masks the words in such places; whether there were any.
    boolean mask(Sketch[] sketches) {
        boolean changed = false;
        for (int s = 0; s < sketches.length; s++) {
            for (int i = 1; i < sketches[s].size(); i++) {
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
            String key = sketch.token(i - 2);
            return varying.contains(key) || KEYS.contains(key);
        }
        String before = sketch.token(i - 1);
        if (ACCOUNTS.contains(sketch.token(i)) && BEFORE_ACCOUNTS.contains(before)) {
            return !NOUNS.contains(sketch.token(i + 1));
        }
        return NOUNS.contains(before)
                && LEADS.contains(sketch.token(i - 2).toLowerCase(Locale.ROOT))
                && sketch.spaced(i);
    }
}

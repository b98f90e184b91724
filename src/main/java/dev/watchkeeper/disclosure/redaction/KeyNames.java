package dev.watchkeeper.disclosure.redaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names whose values are secrets, and how sure each name makes it; see `key-names.txt`.
final class KeyNames {

    /// How much a name says about its value.
    enum Strength {
        NEVER,
        POSSIBLE,
        CODE,
        LIKELY,
        SURE
    }

    /// What a name says.
    record Known(Strength strength, String kind) {}

    /// The kind of what stands under a name that was given beside the known ones.
    static final String OWN_KIND = "field";

    private static final Known TOKEN = new Known(Strength.LIKELY, "token");
    private static final Known PASSWORD = new Known(Strength.SURE, "password");
    private static final Known SECRET = new Known(Strength.LIKELY, "secret");

    /// Words after the name proper that do not change what it names.
    private static final Set<String> QUALIFIERS =
            Set.of(
                    "prod",
                    "production",
                    "dev",
                    "development",
                    "staging",
                    "stage",
                    "test",
                    "live",
                    "old",
                    "new",
                    "current",
                    "previous",
                    "value",
                    "val",
                    "str",
                    "string",
                    "raw",
                    "plain",
                    "plaintext",
                    "clear",
                    "cleartext",
                    "enc",
                    "encrypted",
                    "b64",
                    "base64",
                    "base",
                    "confirmation",
                    "confirm",
                    "again",
                    "repeat",
                    "retype",
                    "primary",
                    "secondary",
                    "default",
                    "header",
                    "param",
                    "env",
                    "var",
                    "v1",
                    "v2",
                    "sha256");

    private static final Map<String, Known> COMMON = read();

    private final Map<String, Known> known;

    KeyNames(Collection<String> further) {
        if (further.isEmpty()) {
            known = COMMON;
        } else {
            known = new HashMap<>(COMMON);
            for (String name : further) {
                known.put(joined(words(name), 0), new Known(Strength.SURE, OWN_KIND));
            }
        }
    }

    /// What the name says; null when it is no name of a secret.
    @Nullable Known of(String name) {
        List<String> words = words(name);
        for (int end = words.size(); end > 0; end--) {
            Known found = of(words.subList(0, end));
            if (found != null) {
                return found.strength() == Strength.NEVER ? null : found;
            }
            if (!QUALIFIERS.contains(words.get(end - 1)) && !number(words.get(end - 1))) {
                return null;
            }
        }
        return null;
    }

    private @Nullable Known of(List<String> words) {
        for (int from = 0; from < words.size(); from++) {
            Known found = known.get(joined(words, from));
            if (found != null) {
                boolean compound = from > 0 && found.strength() == Strength.LIKELY;
                return compound && words.get(from).equals("pass") ? PASSWORD : found;
            }
        }
        String last = words.getLast();
        if (last.endsWith("password") || last.endsWith("passwd") || last.endsWith("passphrase")) {
            return PASSWORD;
        }
        if (last.endsWith("token")) {
            return TOKEN;
        }
        return last.endsWith("secret") ? SECRET : null;
    }

    private static boolean number(String word) {
        return word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String joined(List<String> words, int from) {
        return String.join("", words.subList(from, words.size()));
    }

    /// The words of a name: divided by what is neither letter nor digit, and by camel case.
    static List<String> words(String name) {
        var words = new ArrayList<String>();
        int from = 0;
        for (int i = 0; i <= name.length(); i++) {
            boolean part = i < name.length() && Character.isLetterOrDigit(name.charAt(i));
            if (i > from && (!part || newWord(name, i))) {
                words.add(name.substring(from, i).toLowerCase(Locale.ROOT));
                from = i;
            }
            if (!part) {
                from = i + 1;
            }
        }
        return words;
    }

    private static boolean newWord(String name, int i) {
        char before = name.charAt(i - 1);
        char c = name.charAt(i);
        if (Character.isUpperCase(c)) {
            boolean lowerNext = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
            return Character.isLowerCase(before)
                    || Character.isDigit(before)
                    || (Character.isUpperCase(before) && lowerNext);
        }
        return Character.isDigit(c) && Character.isLetter(before) && digitsToEnd(name, i);
    }

    private static boolean digitsToEnd(String name, int from) {
        return name.chars().skip(from).allMatch(Character::isDigit);
    }

    private static Map<String, Known> read() {
        var names = new HashMap<String, Known>();
        for (List<String> line : Lists.read("key-names.txt")) {
            var strength = Strength.valueOf(line.getFirst().toUpperCase(Locale.ROOT));
            var known = new Known(strength, line.get(1));
            line.subList(2, line.size()).forEach(name -> names.put(name, known));
        }
        return Map.copyOf(names);
    }
}

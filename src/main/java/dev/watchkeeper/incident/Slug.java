package dev.watchkeeper.incident;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// The name part of an incident file: 1 to 60 characters of `a-z`, `0-9` and hyphens, so that no
/// text can point outside the folder.
final class Slug {

    private static final int MOST = 60;
    private static final Pattern VALID = Pattern.compile("[a-z0-9-]{1,60}");

    private Slug() {}

    static boolean valid(String text) {
        return VALID.matcher(text).matches();
    }

    /// The slug of a title: accents dropped, everything else between words one hyphen, cut at a
    /// word.
    static String of(String title) {
        String plain =
                Normalizer.normalize(title, Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}+", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-+|-+$", "");
        if (plain.length() > MOST) {
            int cut = plain.lastIndexOf('-', MOST);
            plain = plain.substring(0, cut > MOST / 2 ? cut : MOST).replaceAll("-+$", "");
        }
        return plain.isEmpty() ? "unnamed" : plain;
    }
}

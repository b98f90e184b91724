package dev.watchkeeper.audit;

import dev.watchkeeper.model.BadRequest;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The number of a record and its hash: noted somewhere out of reach of whoever may change the
/// files, it tells afterwards whether the records up to that one are still the same.
///
/// @param number of the record, from 1 on
/// @param hash in hexadecimal, all of it or its beginning
public record Anchor(long number, String hash) {

    private static final int SHOWN = 32;
    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-f]{16,64})");

    /// Reads an anchor as [#toString()] writes it.
    ///
    /// @throws BadRequest when it is none
    public static Anchor parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new BadRequest(
                    "--anchor must be the number of a record, a colon and at least 16 digits of its hash,"
                            + " such as 1204:9f3ac01be2d47716, as watchkeeper audit --verify prints it");
        }
        return new Anchor(Long.parseLong(matcher.group(1)), matcher.group(2));
    }

    /// Whether this is the hash of its record, as far as it is known.
    boolean agrees(String whole) {
        return whole.startsWith(hash);
    }

    /// Such as `1204:9f3ac01be2d47716c08f0d9bd7a0b6f1`: 128 bits of the hash.
    @Override
    public String toString() {
        return number + ":" + hash.substring(0, Math.min(SHOWN, hash.length()));
    }
}

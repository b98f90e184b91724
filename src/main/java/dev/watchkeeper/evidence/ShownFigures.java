package dev.watchkeeper.evidence;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a figure that somebody reports stands in an answer: `3.1` stands there when the answer
/// holds a number that rounds to it. A check against invention and slips, not a proof: the number
/// may stand there for something else.
public final class ShownFigures {

    /// A number by itself, with or without separators of thousands; not the 95 of `p95`.
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?<![\\p{L}\\d_.])([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(\\.[0-9]{1,12})?(?![0-9])");

    private ShownFigures() {}

    /// True when the first number in `figure` stands in the content, or there is none in it.
    ///
    /// @param figure such as `981/min` or `3,412`
    /// @param content of an answer, JSON
    public static boolean standsIn(String figure, String content) {
        Matcher given = NUMBER.matcher(figure);
        if (!given.find()) {
            return true;
        }
        BigDecimal wanted = number(given);
        Matcher shown = NUMBER.matcher(content);
        while (shown.find()) {
            BigDecimal rounded = number(shown).setScale(wanted.scale(), RoundingMode.HALF_UP);
            if (rounded.compareTo(wanted) == 0) {
                return true;
            }
        }
        return false;
    }

    private static BigDecimal number(Matcher match) {
        String fraction = match.group(2);
        return new BigDecimal(match.group(1).replace(",", "") + (fraction == null ? "" : fraction));
    }
}

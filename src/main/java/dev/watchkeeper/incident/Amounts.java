package dev.watchkeeper.incident;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How much a sentence says that something is: figures, shares, and words that only seem to say it.
final class Amounts {

    private static final Pattern NUMBER =
            Pattern.compile(
                    "\\d|\\b(no|none|nobody|nothing|zero|one|two|three|four|five|six|seven|eight|nine|ten"
                            + "|eleven|twelve|dozen|once|twice|half|third|quarter|all|every|each|both|single"
                            + "|neither|never)\\b");
    private static final Pattern WORD_ALONE =
            Pattern.compile(
                    "\\b(many|most|several|numerous|often|frequently|a lot|lots|significantly|dramatically"
                            + "|massively|considerably|substantially|drastically|increased|decreased|spiked"
                            + "|surged|dropped|elevated|higher|lower|slower|faster)\\b");
    private static final Pattern OF =
            Pattern.compile(
                    "(\\d[\\d,.']*)\\s*(?:of|out of)\\s*(?:the |all |about )*(\\d[\\d,.']*)");
    private static final Pattern PERCENT =
            Pattern.compile("(\\d+(?:[.,]\\d+)?)\\s?(?:%|percent\\b)");
    private static final Pattern WHOLE =
            Pattern.compile(
                    "\\b(all|every|everything|everybody|none|nothing|nobody|no [a-z]+ (?:is|are|was|were|has|have"
                            + "|came|gets?|works?|succeed\\w*|complet\\w*|finish\\w*|answer\\w*|arriv\\w*|serv\\w*))\\b");
    private static final Pattern LOSS =
            Pattern.compile(
                    "\\b(lost|lose[sd]?|losing|loss|missing|vanish\\w*|delet\\w*|corrupt\\w*|overwritten|dropped"
                            + "|never (?:billed|charged|stored|written|delivered|arrived)|not (?:billed|charged|stored"
                            + "|written|delivered|recorded)|unbilled|uncharged|dead[- ]letter\\w*)\\b");
    private static final Pattern NO_LOSS =
            Pattern.compile(
                    "\\b(no|none|nothing|nobody|not|never|zero|0|without)\\b[^,;.]{0,30}\\b(lost|loss|missing|lose[sd]?)\\b");
    private static final Pattern UNTOLD =
            Pattern.compile(
                    "\\b(?:cannot|can not|could not) (?:tell|be told)\\b.{0,200}\\bbecause\\b");

    private Amounts() {}

    /// Whether it holds a figure, in digits or as a word.
    static boolean stated(String text) {
        return NUMBER.matcher(plain(text)).find();
    }

    /// Whether it says that the amount cannot be told, and why.
    static boolean untold(String text) {
        return UNTOLD.matcher(plain(text)).find();
    }

    /// The word that stands for an amount which nothing else in the sentence says: `many`.
    static Optional<String> wordAlone(String text) {
        String plain = plain(Wording.unquoted(text));
        Matcher word = WORD_ALONE.matcher(plain);
        return word.find() && !stated(text) ? Optional.of(word.group()) : Optional.empty();
    }

    /// Whether it says that something is lost, and not only waiting.
    static boolean loss(String text) {
        String plain = plain(text);
        return LOSS.matcher(NO_LOSS.matcher(plain).replaceAll(" ")).find();
    }

    /// The greatest share that it states, 0 to 1: `9 of 10`, `80%`, `all`; 0 where it states none.
    static double share(String text) {
        String plain = plain(text);
        double most = 0;
        Matcher of = OF.matcher(plain);
        while (of.find()) {
            double part = number(of.group(1));
            double whole = number(of.group(2));
            if (whole > 0 && part <= whole) {
                most = Math.max(most, part / whole);
            }
        }
        Matcher percent = PERCENT.matcher(plain);
        while (percent.find()) {
            double share = number(percent.group(1)) / 100;
            most = share <= 1 ? Math.max(most, share) : most;
        }
        return most == 0
                        && WHOLE.matcher(plain).find()
                        && !loss(plain)
                        && !NO_LOSS.matcher(plain).find()
                ? 1
                : most;
    }

    /// A number as people write it, with commas or apostrophes between thousands.
    private static double number(String text) {
        String digits =
                text.replaceAll("[,'](?=\\d{3}(?!\\d))", "")
                        .replace(',', '.')
                        .replaceAll("[.']+$", "");
        try {
            return Double.parseDouble(digits.replace("'", ""));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}

package dev.watchkeeper.incident;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sentences that say nothing, told by their words. What stands in quotes is somebody else's and is
/// not judged.
final class Wording {

    private static final Pattern QUOTED = Pattern.compile("[\"“”`«»].*[\"“”`«»]", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’]*");
    private static final Pattern NAME =
            Pattern.compile(
                    "\\d|\\p{L}[_./:=]+\\p{L}|\\p{Ll}\\p{Lu}|(^|\\s)[/~.][\\p{L}_]|[\"“`«]");
    private static final Pattern EMPTY_PHRASE =
            Pattern.compile(
                    "keep(ing)? an eye|monitor(ing)? the situation|investigat\\w+( \\w+){0,2} further|further"
                            + " investigat\\w+|look(ing)? into (it|this|the (issue|problem|matter|cause|errors?))\\b"
                            + "|(continue|keep)( to)? (monitor|watch|observ|investigat)\\w*|stay (alert|vigilant)"
                            + "|wait and see|more robust|best practices?|as (needed|appropriate|necessary)"
                            + "|if (needed|necessary|problems? persists?)");
    private static final Pattern WEAK_START =
            Pattern.compile(
                    "(please |just |maybe )?(monitor|watch|observe|track|investigate|check|review|debug|analy[sz]e"
                            + "|examine|inspect|look|improve|enhance|optimi[sz]e|consider|ensure|make sure|strengthen"
                            + "|harden|verify|address|add (more|better|proper|additional)|implement (more|better"
                            + "|proper|additional)|be careful|think)\\b.*",
                    Pattern.DOTALL);
    private static final Pattern HEDGE =
            Pattern.compile(
                    "\\b(probably|maybe|might|may be|could be|could have|may have|perhaps|possibly|likely|presumably"
                            + "|seems?|appears? to|suspect(ed)?|assum(e|ed|ing)|apparently|i think|i guess)\\b");
    private static final Pattern CAUSAL =
            Pattern.compile(
                    "\\b(because|since|after|due|by|from|so that|therefore|makes?|made|causes?|caused|leads?|led"
                            + "|without|when|while|until|triggers?|triggered|keeps?|for want of)\\b");
    private static final Set<String> GENERIC =
            words(
                    "a an and any are as at be been being but by can do does for from further had has have how if"
                            + " in into is it its more of off on or our out over own please properly so some"
                            + " something somewhere that the their there these they this those to up us was we were"
                            + " what when where which while who why will with you your just now soon again still"
                            + " all another other better good best closely carefully further deeper thoroughly"
                            + " regularly continuously immediately quickly currently unexpectedly general overall"
                            + " appropriate proper robust stable additional necessary future possible potential"
                            + " add address analyse analyze apply avoid check consider continue debug detect"
                            + " diagnose discuss do enhance ensure evaluate examine fix handle handling harden"
                            + " identify implement improve inspect investigate investigating keep look make"
                            + " mitigate monitor monitoring observe optimise optimize prevent resolve respond"
                            + " review see set solve stay strengthen sure take think track troubleshoot try"
                            + " understand verify watch attention action actions measures steps care eye alert"
                            + " alerts alerting alarm logging metrics observability visibility resilience"
                            + " reliability stability performance situation matter problem problems issue issues"
                            + " incident incidents error errors exception exceptions failure failures fault"
                            + " faults bug bugs warning warnings fail fails failed failing break breaks broke"
                            + " broken breakage crash crashes crashed down outage unavailable unhealthy wrong"
                            + " bad slow slower slowly slowness latency timeout timeouts degraded degradation"
                            + " occur occurs occurred occurring happen happens happened happening going detected"
                            + " observed found encountered raised reported unknown unexpected unusual abnormal"
                            + " anomaly root cause causes caused reason code system systems service services"
                            + " server servers application applications app apps backend host component"
                            + " components process processes operation operations request requests users user"
                            + " log logs data thing things part parts behaviour behavior production");

    /// From which share of the words on one sentence is no more than the other.
    private static final double MOST_OF = 0.7;

    private static final double NEARLY_ALL_OF = 0.85;

    private Wording() {}

    /// The text without what it quotes.
    static String unquoted(String text) {
        return QUOTED.matcher(text).replaceAll(" ");
    }

    /// Whether no word of it names anything in particular: "improve the error handling".
    static boolean generic(String text) {
        return !names(text) && GENERIC.containsAll(of(text));
    }

    /// Whether it holds a name or a figure: a version, a path, a setting, a bound, a quotation.
    static boolean names(String text) {
        return NAME.matcher(text).find();
    }

    /// Whether nobody could start on it: a task without an object.
    static boolean idle(String text) {
        String plain = plain(unquoted(text));
        return EMPTY_PHRASE.matcher(plain).find()
                || generic(text)
                || (WEAK_START.matcher(plain).matches() && !names(text));
    }

    /// The first word by which it says that it is not sure, if there is one.
    static Optional<String> hedge(String text) {
        Matcher hedge = HEDGE.matcher(plain(unquoted(text)));
        return hedge.find() ? Optional.of(hedge.group()) : Optional.empty();
    }

    /// Whether a text only says what another says already, and not what brings it about.
    static boolean repeats(String text, String other) {
        Set<String> mine = telling(text);
        Set<String> theirs = telling(other);
        return !CAUSAL.matcher(plain(text)).find()
                && !mine.isEmpty()
                && theirs.containsAll(mine)
                && mine.size() >= MOST_OF * theirs.size();
    }

    /// Whether two texts say the same thing in nearly the same words: not where each of them names
    /// something that the other does not.
    static boolean same(String one, String other) {
        Set<String> mine = of(one);
        Set<String> theirs = of(other);
        Set<String> both = new HashSet<>(mine);
        both.retainAll(theirs);
        Set<String> either = new HashSet<>(mine);
        either.addAll(theirs);
        mine.removeAll(both);
        theirs.removeAll(both);
        return both.size() >= NEARLY_ALL_OF * either.size() && !(telling(mine) && telling(theirs));
    }

    private static boolean telling(Set<String> words) {
        return words.stream().anyMatch(word -> word.length() == 1 || !GENERIC.contains(word));
    }

    /// Its words that name something, without their endings for number and time.
    private static Set<String> telling(String text) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : of(text)) {
            if (!GENERIC.contains(word)) {
                words.add(word.length() > 4 ? word.replaceAll("(ing|ed|es|s)$", "") : word);
            }
        }
        return words;
    }

    private static Set<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        Matcher word = WORD.matcher(plain(text));
        while (word.find()) {
            words.add(word.group().replaceAll("['’]s$", ""));
        }
        return words;
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }

    private static Set<String> words(String all) {
        return Set.copyOf(new HashSet<>(Arrays.asList(all.split(" ", -1))));
    }
}

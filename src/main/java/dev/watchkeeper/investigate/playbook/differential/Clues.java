package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Entry;
import dev.watchkeeper.investigate.playbook.scene.Group;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What several hypotheses look for in the same way.
final class Clues {

    private static final Duration EARLY = Duration.ofMinutes(4);
    private static final double LATE = 0.55;
    private static final int QUOTE = 140;

    private Clues() {}

    /// The symptom that says such a thing, weighed: in full when it is the finding's own, or came
    /// with the first of them; little more than half when it came later.
    static Optional<Kind> said(
            Scene scene, Weighing to, Pattern words, double decibans, String meaning) {
        List<Kind> saying = scene.saying(words);
        saying.stream().map(Kind::first).min(Instant::compareTo).ifPresent(to::since);
        Optional<Kind> best =
                saying.stream()
                        .max(
                                Comparator.comparing((Kind kind) -> foremost(scene, kind))
                                        .thenComparing(Kind::grave)
                                        .thenComparingLong(Kind::count));
        best.ifPresent(kind -> {
            double weight = foremost(scene, kind) ? decibans : LATE * decibans;
            to.add(
                    Channel.WORDS,
                    weight,
                    String.format(
                            Locale.ROOT,
                            "%d times since %s UTC, %s: \"%s\"; it says %s",
                            kind.count(),
                            Wording.clock(kind.first()),
                            kind.change().equals("new")
                                    ? "never in the 2 days before"
                                    : "far more than in the 2 days before",
                            Wording.head(kind.message(), QUOTE),
                            meaning),
                    kind.message(),
                    List.of(kind.evidence()));
        });
        if (best.isEmpty()) {
            Entry example = scene.example();
            Kind leading = scene.leading();
            if (example != null
                    && leading != null
                    && words.matcher(example.message() + " " + example.thrown()).find()) {
                String text = example.thrown().isEmpty() ? example.message() : example.thrown();
                to.add(
                        Channel.WORDS,
                        decibans,
                        "An entry of the leading symptom says "
                                + meaning
                                + ": \""
                                + Wording.head(text, QUOTE)
                                + "\"",
                        text,
                        List.of(example.evidence()));
                return Optional.of(leading);
            }
        }
        return best;
    }

    /// Whether it is the finding's own kind, or came with the first symptoms.
    static boolean foremost(Scene scene, Kind kind) {
        return kind.equals(scene.leading())
                || Duration.between(scene.onset(), kind.first()).compareTo(EARLY) <= 0;
    }

    /// The message of a kind, to stand in a cause.
    static String quoted(Kind kind) {
        return "\"" + Wording.head(kind.message(), 120) + "\"";
    }

    /// What the failing have in common and the others have not, to stand in a cause; or empty.
    static String alone(Scene scene, Kind kind) {
        return foremost(scene, kind)
                ? scene.groups().stream()
                        .filter(Group::tells)
                        .findFirst()
                        .map(group ->
                                ", on "
                                        + group.name()
                                        + " "
                                        + Wording.head(group.value(), 60)
                                        + " alone")
                        .orElse("")
                : "";
    }

    /// Where a kind comes from: what it was thrown in, else who logged it.
    static String where(Scene scene, Kind kind) {
        String thrown = kind.thrown();
        if (thrown != null) {
            return Wording.head(thrown, 90);
        }
        Entry example = scene.example();
        return example != null && kind.equals(scene.leading()) && !example.logger().isEmpty()
                ? Wording.head(example.logger(), 60)
                : kind.stream();
    }

    /// Since when, in words.
    static String since(@Nullable Instant time) {
        return time == null ? "" : " since " + Wording.clock(time) + " UTC";
    }

    /// The API or other part of the service that a text names, or empty.
    static String named(Scene scene, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return scene.overview().apis().stream()
                .filter(api -> lower.contains(api.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse("");
    }

    /// A figure as a sentence takes it: whole where it is large, else with one decimal, and a small
    /// one with two digits that count.
    static String figure(double value) {
        if (value != 0 && Math.abs(value) < 0.1) {
            return BigDecimal.valueOf(value).round(new MathContext(2)).toPlainString();
        }
        return value >= 100 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}

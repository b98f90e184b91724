package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.ask.Words;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Entry;
import dev.watchkeeper.investigate.playbook.scene.Group;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.QueueSeen;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.investigate.playbook.scene.Shift;
import dev.watchkeeper.model.Span;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How much a change is to be blamed: for when it was made, and for what it shares with what fails.
/// Time alone never blames one.
///
/// @param time the weight of when it was made, in decibans
/// @param link the weight of what it shares with what fails; below 0 where that is nothing
/// @param shares what it shares, as a clause
/// @param shownBy the answers that show what it shares
record Blame(
        Shift shift, Duration lag, double time, double link, String shares, List<String> shownBy) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// Numbers are dated by buckets, so that what moved them may seem to come a little later.
    private static final Duration BUCKETS = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofHours(3);
    private static final int SHORTEST_NAME = 2;

    double weight() {
        return time + link;
    }

    /// Of a change, or null where it came after the onset or hours before it.
    static @Nullable Blame of(Shift shift, Scene scene) {
        Duration lag = Duration.between(shift.time(), scene.onset());
        Duration unsure = scene.main().check().equals("errors") ? MINUTE : BUCKETS;
        if (lag.compareTo(unsure.negated()) < 0 || lag.compareTo(LONGEST) > 0) {
            return null;
        }
        String text = shift.text();
        Group group =
                scene.groups().stream()
                        .filter(Group::tells)
                        .filter(g ->
                                Words.names(text, g.value()) || g.value().equals(shift.version()))
                        .findFirst()
                        .orElse(null);
        if (group != null) {
            return blame(
                    shift,
                    lag,
                    14,
                    Clues.figure(group.failing())
                            + " of "
                            + Clues.figure(group.ofFailing())
                            + " failures have "
                            + group.field()
                            + "="
                            + Wording.head(group.value(), 60)
                            + ", which it names",
                    List.of(group.evidence()));
        }
        Entry example = scene.example();
        if (example != null) {
            String field = carried(example, text, shift.version());
            if (field != null) {
                boolean version = shift.version() != null && field.endsWith(shift.version());
                return blame(
                        shift,
                        lag,
                        version ? 14 : 7,
                        "failing entries carry " + Wording.head(field, 80) + ", which it names",
                        List.of(example.evidence()));
            }
        }
        for (QueueSeen queue : scene.measured().queues()) {
            for (QueueSeen.Worker worker : queue.workers()) {
                if (Words.names(text, worker.name())) {
                    return blame(
                            shift,
                            lag,
                            5,
                            "it names "
                                    + worker.name()
                                    + ", a worker of "
                                    + queue.name()
                                    + ", which is not as usual",
                            List.of(queue.evidence()));
                }
            }
        }
        Set<String> shared = Words.shared(Words.of(text), failing(scene));
        if (!shared.isEmpty()) {
            return blame(
                    shift,
                    lag,
                    shared.size() > 1 ? 7 : 5,
                    "it speaks of what fails ("
                            + String.join(", ", shared.stream().limit(4).toList())
                            + ")",
                    List.of());
        }
        if (scene.leading() == null) {
            return blame(
                    shift,
                    lag,
                    -4,
                    "nothing was logged that it could be compared with; only the time fits",
                    List.of());
        }
        return blame(
                shift, lag, -9, "it shares nothing with what fails; only the time fits", List.of());
    }

    private static Blame blame(
            Shift shift, Duration lag, double link, String shares, List<String> shownBy) {
        return new Blame(shift, lag, time(lag), link, shares, shownBy);
    }

    /// What a new version breaks, it mostly breaks at once.
    private static double time(Duration lag) {
        long minutes = lag.toMinutes();
        return minutes < 3 ? 13 : minutes <= 6 ? 7 : minutes <= 10 ? 2 : minutes <= 20 ? -4 : -12;
    }

    /// The field of a failing entry whose value a text names, as `name=value`, or null.
    private static @Nullable String carried(Entry example, String text, @Nullable String version) {
        for (Map.Entry<String, String> field : example.fields().entrySet()) {
            String value = field.getValue();
            boolean said =
                    value.length() >= SHORTEST_NAME
                            && !value.matches("[\\d.]+")
                            && Words.names(text, value);
            if (said || value.equals(version)) {
                return field.getKey() + "=" + value;
            }
        }
        String logger = example.logger();
        if (!logger.isEmpty() && Words.names(text, logger)) {
            return "logger=" + logger;
        }
        return null;
    }

    /// The words of what fails.
    private static Set<String> failing(Scene scene) {
        var words = new HashSet<>(Words.of(scene.main().title() + " " + scene.main().subject()));
        for (Kind kind : scene.symptoms()) {
            if (Clues.foremost(scene, kind)) {
                words.addAll(Words.of(kind.words()));
            }
        }
        Entry example = scene.example();
        if (example != null) {
            words.addAll(Words.of(example.words()));
        }
        return words;
    }

    /// The evidence of it, for the weighing of a hypothesis.
    void into(Weighing to) {
        to.add(
                Channel.TIME,
                time,
                shift.kind().word()
                        + " at "
                        + Wording.clock(shift.time())
                        + " UTC, "
                        + ago()
                        + ": \""
                        + Wording.head(shift.text(), 160)
                        + "\"",
                shift.quotable() ? shift.messages().getFirst() : null,
                List.of(shift.evidence()));
        var shown = new java.util.ArrayList<>(shownBy);
        shown.add(shift.evidence());
        to.add(Channel.GROUPS, link, shares, null, shown);
    }

    /// How long before the onset it was.
    String ago() {
        return lag.isNegative() || lag.toSeconds() < 60
                ? "within a minute of the onset"
                : Span.words(lag) + " before it began";
    }

    /// It in words, to stand in a cause.
    String words() {
        return shift.kind().word()
                + (shift.version() == null ? "" : " " + shift.version())
                + " at "
                + Wording.clock(shift.time())
                + " UTC (\""
                + Wording.head(shift.text(), 130)
                + "\")";
    }
}

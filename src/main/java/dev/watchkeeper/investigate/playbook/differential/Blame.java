package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.investigate.playbook.scene.Shift;
import dev.watchkeeper.model.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much a change is to be blamed: for when it was made, and for what it shares with what fails.
/// Time alone never blames one.
///
/// @param time the weight of when it was made, in decibans
/// @param link what it shares with what fails
record Blame(Shift shift, Duration lag, double time, Link link) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// Numbers are dated by buckets, so that what moved them may seem to come a little later.
    private static final Duration BUCKETS = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofHours(3);

    /// Beyond it no link makes up for the time, and none is looked for.
    private static final Duration LINKED = Duration.ofMinutes(45);

    double weight() {
        return time + link.weight();
    }

    /// Of a change, or null where it came after the onset or hours before it.
    static @Nullable Blame of(Shift shift, Scene scene) {
        Duration lag = Duration.between(shift.time(), scene.onset());
        Duration unsure = scene.main().check().equals("errors") ? MINUTE : BUCKETS;
        if (lag.compareTo(unsure.negated()) < 0 || lag.compareTo(LONGEST) > 0) {
            return null;
        }
        boolean near = lag.compareTo(LINKED) <= 0;
        return new Blame(shift, lag, time(lag), Link.of(shift, scene, near));
    }

    /// What a new version breaks, it mostly breaks at once.
    private static double time(Duration lag) {
        long minutes = lag.toMinutes();
        return minutes < 3 ? 13 : minutes <= 6 ? 7 : minutes <= 10 ? 2 : minutes <= 20 ? -4 : -12;
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
        var shown = new ArrayList<>(link.shownBy());
        shown.add(shift.evidence());
        to.add(Channel.GROUPS, link.weight(), link.words(), null, shown);
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
                + Wording.head(link.foremost(shift), 130)
                + "\")";
    }
}

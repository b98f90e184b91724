package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.ask.Words;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Past;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What people said of the same explanation when something like this was there before.
///
/// A diagnosis that a person called right makes the same a little likelier, and one that was called
/// wrong much less likely: the same symptom mostly has the same cause, and whoever looked knew more
/// than the rules do.
final class Memory {

    private static final double WRONG = -12;
    private static final double RIGHT = 5;

    /// The overlap of two sets of words, of all words of both (Jaccard).
    private static final double SAME = 0.5;

    private Memory() {}

    static Considered judged(Considered considered, List<Past> past) {
        if (!considered.evidence().stream().anyMatch(Evidence::speaksFor)) {
            return considered;
        }
        return past.stream()
                .filter(each -> each.wrong() || each.right())
                .filter(each -> same(considered, each.diagnosis()))
                .findFirst()
                .map(each -> with(considered, each))
                .orElse(considered);
    }

    private static Considered with(Considered considered, Past past) {
        var evidence = new ArrayList<>(considered.evidence());
        evidence.add(
                new Evidence(
                        Channel.PAST,
                        past.wrong() ? WRONG : RIGHT,
                        "this explanation was given before, in "
                                + Wording.head(past.incident(), 90)
                                + " ("
                                + Wording.head(past.like(), 60)
                                + "), and a person marked it "
                                + past.said()
                                + (past.note().isEmpty()
                                        ? ""
                                        : ": \"" + Wording.head(past.note(), 120) + "\""),
                        List.of(past.evidence()),
                        null));
        return considered.with(evidence);
    }

    /// A diagnosis of the rules begins with the name of what it is; others say the same in as many
    /// words.
    private static boolean same(Considered considered, String diagnosis) {
        Set<String> ours = Words.of(considered.cause());
        Set<String> theirs = Words.of(diagnosis);
        double shared = Words.shared(ours, theirs).size();
        double all = ours.size() + theirs.size() - shared;
        return all > 0 && shared >= SAME * all;
    }
}

package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.Set;

/// One thing that could be wrong.
///
/// Its evidence is weighed as I. J. Good did ("Weighing the evidence", 1950): each piece has a
/// weight in decibans, ten times the decimal logarithm of the ratio of its likelihoods, and the sum
/// with the prior is the logarithm of the odds. Summing takes the pieces as independent (naive
/// Bayes), which pieces of the same kind are not; see [Considered#decibans()] for what is done
/// about that. The weights are stated where they are given, and are judgements: 3 is "a little more
/// likely than not" (2:1), 7 "speaks for it" (5:1), 10 "strong" (10:1), 16 "hardly otherwise"
/// (40:1).
public interface Hypothesis {

    /// What it is called, such as `disk full`.
    String name();

    /// How likely it is before anything was looked at, in decibans: -12 is one incident in
    /// seventeen.
    default double prior() {
        return -12;
    }

    /// What it may lead to: where it holds itself, those are taken for its consequences and not for
    /// rivals.
    Set<Class<? extends Hypothesis>> leadsTo();

    /// Looks at what speaks for and against it.
    void weigh(Scene scene, Weighing to);
}

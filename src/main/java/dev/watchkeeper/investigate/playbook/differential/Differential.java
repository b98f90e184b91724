package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that was considered, and which of it the rest follows from.
///
/// The cause is the likeliest of what holds and does not follow from something else that holds:
/// errors of a dependency that a retry storm brought about are no rival of the storm. It is named
/// only when it is clearly likelier than the next that does not follow from it; else the report
/// says that it cannot tell, and between what.
///
/// @param ranked all of them, the likeliest first
/// @param cause what the rest follows from, or null where nothing holds or two are as likely
/// @param mechanism what the cause brought about, where the cause is a change; else the cause
/// @param rival the likeliest that neither is the cause nor follows from it, or null
public record Differential(
        List<Considered> ranked,
        @Nullable Considered cause,
        @Nullable Considered mechanism,
        @Nullable Considered rival) {

    /// Twice as likely.
    private static final double CLEARLY = 3;

    private static final double SURE = 10;
    private static final double FAIRLY = 4;
    private static final Duration TOGETHER = Duration.ofMinutes(12);
    private static final int LONGEST = 560;
    private static final int MOST_LED_TO = 2;

    /// Considers everything.
    public static Differential of(Scene scene) {
        var considered = new ArrayList<Considered>();
        for (Hypothesis hypothesis : Hypotheses.ALL) {
            var weighing = new Weighing(hypothesis);
            hypothesis.weigh(scene, weighing);
            considered.add(Memory.judged(weighing.considered(), scene.background().past()));
        }
        return of(considered);
    }

    static Differential of(List<Considered> considered) {
        List<Considered> ranked =
                considered.stream()
                        .sorted(Comparator.comparingDouble(each -> -each.decibans()))
                        .toList();
        List<Considered> holding =
                ranked.stream().filter(Considered::holds).filter(Differential::suspected).toList();
        List<Considered> roots =
                holding.stream()
                        .filter(each -> holding.stream().noneMatch(by -> brought(by, each)))
                        .toList();
        if (roots.isEmpty()) {
            return new Differential(
                    ranked, null, null, holding.isEmpty() ? null : holding.getFirst());
        }
        Considered first = roots.getFirst();
        Considered second = roots.size() > 1 ? roots.get(1) : null;
        boolean clear = second == null || first.decibans() - second.decibans() >= CLEARLY;
        Considered mechanism = first.trigger() == null ? first : mechanism(first, holding);
        return new Differential(
                ranked, clear ? first : null, clear ? mechanism : null, clear ? second : first);
    }

    /// A change is suspected by itself only when it is clearly likelier than not: something else
    /// was changed shortly before almost everything.
    private static boolean suspected(Considered each) {
        return each.trigger() == null || each.decibans() >= FAIRLY;
    }

    /// What a change brought about first: of what may follow from it the likeliest that does not
    /// follow from another of them. A limit that is reached because of retries is not how the
    /// change did it; the retries are.
    private static Considered mechanism(Considered change, List<Considered> holding) {
        List<Considered> led = holding.stream().filter(change::leadsTo).toList();
        return led.stream()
                .filter(each -> led.stream().noneMatch(by -> brought(by, each)))
                .findFirst()
                .or(() -> led.stream().findFirst())
                .orElse(change);
    }

    /// Whether one that holds brought about another: it may, began no later, and is not itself the
    /// doing of the other.
    private static boolean brought(Considered by, Considered what) {
        if (by.equals(what) || !by.leadsTo(what) || by.decibans() < 1) {
            return false;
        }
        if (what.leadsTo(by)) {
            return by.decibans() > what.decibans();
        }
        Instant since = by.since();
        Instant then = what.since();
        return since == null || then == null || !since.isAfter(then.plus(TOGETHER));
    }

    /// The cause in a sentence, as `write_incident` takes it.
    public String sentence() {
        if (cause == null || mechanism == null) {
            return Wording.head("cannot tell, because " + because(), LONGEST);
        }
        Trigger trigger = cause.trigger();
        String text =
                mechanism.equals(cause) || trigger == null
                        ? cause.cause()
                        : Wording.head(mechanism.cause(), 290)
                                + "; brought about by "
                                + trigger.words()
                                + ": "
                                + trigger.link();
        String led =
                String.join(
                        ", ",
                        consequences().stream()
                                .filter(each -> !(each.hypothesis() instanceof ErrorBurst))
                                .limit(MOST_LED_TO)
                                .map(each -> each.hypothesis().name())
                                .toList());
        return led.isEmpty()
                ? Wording.head(text, LONGEST)
                : Wording.head(text, LONGEST - led.length() - 15) + "; it led to: " + led;
    }

    private String because() {
        List<Considered> near = ranked.stream().filter(Considered::holds).limit(2).toList();
        if (near.size() == 2) {
            return "two explanations are about as likely: "
                    + Wording.head(near.get(0).cause(), 200)
                    + ", or "
                    + Wording.head(near.get(1).cause(), 200);
        }
        Considered best = ranked.getFirst();
        String against =
                Stream.of(best)
                        .flatMap(each -> each.speakingAgainst().stream())
                        .map(Evidence::text)
                        .findFirst()
                        .orElse("too little speaks for it");
        return "nothing that was considered is likelier than not; the likeliest is "
                + best.hypothesis().name()
                + ", against which speaks that "
                + Wording.head(against, 200);
    }

    /// How sure it is, in the words of `write_incident`.
    public String confidence() {
        if (cause == null || mechanism == null) {
            return "unknown";
        }
        double weakest = Math.min(cause.decibans(), mechanism.decibans());
        long channels = cause.channels() + (mechanism.equals(cause) ? 0 : mechanism.channels());
        if (weakest >= SURE && channels >= 2) {
            return "high";
        }
        return weakest >= FAIRLY ? "medium" : "low";
    }

    /// What follows from the cause, besides the mechanism, by however many steps.
    public List<Considered> consequences() {
        if (cause == null || mechanism == null) {
            return List.of();
        }
        List<Considered> others =
                ranked.stream()
                        .filter(Considered::holds)
                        .filter(each -> !each.equals(cause) && !each.equals(mechanism))
                        .toList();
        var follow = new ArrayList<Considered>(List.of(cause, mechanism));
        boolean more = true;
        while (more) {
            List<Considered> next =
                    others.stream()
                            .filter(each -> !follow.contains(each))
                            .filter(each -> follow.stream().anyMatch(by -> brought(by, each)))
                            .toList();
            more = follow.addAll(next);
        }
        return ranked.stream()
                .filter(each -> others.contains(each) && follow.contains(each))
                .toList();
    }
}

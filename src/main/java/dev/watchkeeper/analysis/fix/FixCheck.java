package dev.watchkeeper.analysis.fix;

import dev.watchkeeper.analysis.fix.Fix.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Says whether something was fixed. That it went away is no fix: only a change that has to do with
/// it, put into service before it went away, is one.
public final class FixCheck {

    /// For how long old processes may go on with what they had begun.
    private static final Duration DRAIN = Duration.ofMinutes(5);

    private final Trouble trouble;
    private final List<Candidate> candidates;
    private final List<Deployment> deployments;
    private final List<Incidental> others;
    private final boolean commitsKnown;
    private final boolean deploysKnown;

    private FixCheck(
            Trouble trouble,
            List<Candidate> candidates,
            List<Deployment> deployments,
            List<Incidental> others,
            boolean commitsKnown,
            boolean deploysKnown) {
        this.trouble = trouble;
        this.candidates = candidates;
        this.deployments =
                deployments.stream()
                        .filter(deployment -> deployment.time().isAfter(trouble.onset()))
                        .sorted(Comparator.comparing(Deployment::time))
                        .toList();
        this.others = others;
        this.commitsKnown = commitsKnown;
        this.deploysKnown = deploysKnown;
    }

    /// The verdict.
    ///
    /// @param candidates commits that were not in what ran when it began, and have to do with it
    /// @param others what else was changed since it began
    /// @param commitsKnown false when no repository could be looked at
    /// @param deploysKnown false when nothing tells of deploys
    public static Fix of(
            Trouble trouble,
            List<Candidate> candidates,
            List<Deployment> deployments,
            List<Incidental> others,
            boolean commitsKnown,
            boolean deploysKnown) {
        return new FixCheck(trouble, candidates, deployments, others, commitsKnown, deploysKnown)
                .verdict();
    }

    private Fix verdict() {
        Optional<Deployment> fix =
                deployments.stream()
                        .filter(deployment -> deployment.back() || likelyOf(deployment) != null)
                        .findFirst();
        if (fix.isPresent()) {
            return deployed(fix.get());
        }
        Optional<Candidate> waiting = likely(candidate -> true);
        if (waiting.isPresent()) {
            return waiting(waiting.get());
        }
        return trouble.stopped() ? stoppedByItself() : goesOn();
    }

    private Fix deployed(Deployment fix) {
        Candidate commit = likelyOf(fix);
        String id = commit == null ? null : commit.shortId();
        String what =
                fix.words()
                        + (commit == null
                                ? " went back to an older version"
                                : " brought " + commit.shortId() + ": " + commit.why());
        if (trouble.last().isAfter(fix.time().plus(DRAIN))) {
            Optional<Candidate> next =
                    likely(candidate ->
                            candidate.time().isAfter(fix.time()) && !isDeployed(candidate));
            return next.isPresent()
                    ? new Fix(
                            State.FIXED_NOT_DEPLOYED,
                            sentence(
                                    next.get().why()
                                            + "; before it, "
                                            + what
                                            + ", and it was seen after that"),
                            next.get().shortId(),
                            null)
                    : new Fix(
                            State.RECURS,
                            sentence(what + "; it was last seen at " + trouble.last()),
                            id,
                            fix.time());
        }
        Duration before = Duration.between(trouble.last(), fix.time());
        if (before.compareTo(trouble.telling()) > 0) {
            return new Fix(
                    State.CANNOT_TELL,
                    sentence(
                            "it had not been seen for "
                                    + words(before)
                                    + " when "
                                    + what
                                    + ", so its end does not show that this helped"),
                    id,
                    fix.time());
        }
        if (trouble.stopped()) {
            return new Fix(
                    State.STOPPED,
                    sentence(what + "; it was last seen at " + trouble.last()),
                    id,
                    fix.time());
        }
        return new Fix(
                State.CANNOT_TELL,
                sentence(
                        what
                                + "; it has been quiet for "
                                + words(trouble.quiet())
                                + ", and that tells something only after "
                                + words(trouble.telling())),
                id,
                fix.time());
    }

    private Fix waiting(Candidate commit) {
        Optional<Deployment> unknown =
                deployments.stream()
                        .filter(deployment ->
                                !deployment.known() && deployment.time().isAfter(commit.time()))
                        .findFirst();
        if (!deploysKnown || unknown.isPresent()) {
            return new Fix(
                    State.CANNOT_TELL,
                    sentence(
                            "commit "
                                    + commit.shortId()
                                    + " may fix it ("
                                    + commit.why()
                                    + "), and "
                                    + (unknown.isPresent()
                                            ? "what "
                                                    + unknown.get().words()
                                                    + " holds is not known"
                                            : "nothing tells of deploys")),
                    commit.shortId(),
                    null);
        }
        return new Fix(
                State.FIXED_NOT_DEPLOYED,
                sentence(
                        commit.why()
                                + "; no deploy has brought it"
                                + (trouble.stopped()
                                        ? ", though it was last seen at " + trouble.last()
                                        : "")),
                commit.shortId(),
                null);
    }

    private Fix stoppedByItself() {
        Duration around = trouble.telling();
        Optional<Incidental> near =
                others.stream()
                        .filter(other -> !other.restarts())
                        .filter(other -> near(other.time(), around))
                        .findFirst();
        Optional<Deployment> deploy =
                deployments.stream().filter(each -> near(each.time(), around)).findFirst();
        if (deploy.isPresent()) {
            return new Fix(
                    State.CANNOT_TELL,
                    sentence(
                            "it ended with "
                                    + deploy.get().words()
                                    + (deploy.get().known()
                                            ? ", which brought nothing that has to do with it"
                                            : ", of which it is not known what it holds")),
                    null,
                    deploy.get().time());
        }
        if (near.isPresent()) {
            return Fix.of(
                    State.CANNOT_TELL,
                    sentence(
                            "it ended when "
                                    + near.get().subject()
                                    + " was changed ("
                                    + near.get().kind().word()
                                    + ", "
                                    + near.get().time()
                                    + "), which may have ended it"));
        }
        Optional<Incidental> restart =
                others.stream()
                        .filter(Incidental::restarts)
                        .filter(other -> near(other.time(), around))
                        .findFirst();
        if (restart.isPresent()) {
            return Fix.of(
                    State.NOT_FIXED,
                    sentence(
                            "it ended when "
                                    + restart.get().subject()
                                    + " was started anew at "
                                    + restart.get().time()
                                    + ", which changes nothing of its cause"));
        }
        Optional<Candidate> touches = candidates.stream().findFirst();
        if (touches.isPresent() && !deploysKnown) {
            return Fix.of(
                    State.CANNOT_TELL,
                    sentence(
                            "commit "
                                    + touches.get().shortId()
                                    + " may have to do with it ("
                                    + touches.get().why()
                                    + "), and nothing tells of deploys"));
        }
        return commitsKnown || deploysKnown
                ? Fix.of(
                        State.RECOVERED,
                        sentence(
                                "it was last seen at "
                                        + trouble.last()
                                        + ", and nothing that is known to have been changed around"
                                        + " then has to do with it"))
                : Fix.of(
                        State.CANNOT_TELL,
                        "It ended, and neither deploys nor commits are declared under changes.");
    }

    private Fix goesOn() {
        Optional<Candidate> touches = candidates.stream().findFirst();
        if (touches.isPresent()) {
            return new Fix(
                    State.CANNOT_TELL,
                    sentence(
                            "commit "
                                    + touches.get().shortId()
                                    + " may have to do with it ("
                                    + touches.get().why()
                                    + ") and does not say that it mends anything; look at it"),
                    touches.get().shortId(),
                    null);
        }
        String seen = "it was last seen at " + trouble.last();
        return Fix.of(
                State.NOT_FIXED,
                sentence(
                        commitsKnown
                                ? seen + ", and no later commit has to do with it"
                                : seen
                                        + "; whether a commit that fixes it waits is not known: no"
                                        + " repository could be looked at"));
    }

    /// Whether a change lies where the trouble ended: after it was seen for the last time but once
    /// in a long while, and before its end could be told.
    private boolean near(Instant change, Duration around) {
        return !change.isBefore(trouble.last().minus(DRAIN))
                && !change.isAfter(trouble.last().plus(around));
    }

    private @Nullable Candidate likelyOf(Deployment deployment) {
        return likely(candidate -> deployment.holds().contains(candidate.id())).orElse(null);
    }

    private boolean isDeployed(Candidate candidate) {
        return deployments.stream()
                .anyMatch(deployment -> deployment.holds().contains(candidate.id()));
    }

    private Optional<Candidate> likely(Predicate<Candidate> which) {
        return candidates.stream().filter(Candidate::likely).filter(which).findFirst();
    }

    private static String sentence(String clause) {
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
    }

    private static String words(Duration duration) {
        long minutes = duration.toMinutes();
        return minutes < 120
                ? minutes + " min"
                : minutes < 48 * 60 ? minutes / 60 + " h" : minutes / 1_440 + " days";
    }
}

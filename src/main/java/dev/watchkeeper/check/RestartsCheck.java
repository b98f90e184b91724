package dev.watchkeeper.check;

import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.state.FindingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Processes that are started again and again, told by their own words, or a supervisor's, in logs
/// and events ([dev.watchkeeper.analysis.Starts]).
///
/// The same start, with the same version, three times within the window and over ten minutes or
/// more, is SEV3. That is the rule of Kubernetes, which takes a container that lives for less than
/// ten minutes for one that crashes (CrashLoopBackOff), and of systemd (StartLimitBurst), over a
/// time in which a leak that ends in a kill each half hour shows as well. Several processes started
/// one after the other are a deploy, and over sooner. It is held against the days before: what was
/// started half as often in as long a time, or in every fourth hour, is so by design. Where nothing
/// is known of the day before it takes five. It is over when none has come for half an hour and for
/// twice their distance.
public final class RestartsCheck implements Check {

    /// Its name in tools.yaml.
    public static final String NAME = "restarts";

    private static final Duration ALL_STREAMS = Duration.ofSeconds(10);
    private static final Duration ALL_PASTS = Duration.ofSeconds(10);
    private static final Duration ONE_PAST = Duration.ofSeconds(3);
    private static final Duration DEPLOY = Duration.ofMinutes(10);
    private static final Duration QUIET = Duration.ofMinutes(30);
    private static final int LEAST = 3;
    private static final int LEAST_UNKNOWN = 5;
    private static final int MOST_TOLD = 4;
    private static final int CHARACTERS = 90;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Finding> run(Watch watch) {
        Deadline deadline = watch.deadline().within(ALL_STREAMS);
        var seen = new ArrayList<StartSurvey.Start>();
        var observed = new HashSet<String>();
        for (LogStream stream : watch.catalog().logs().values()) {
            watch.progress("looking for starts in " + stream.name());
            look(watch, stream.name(), StartSurvey.of(watch, stream), deadline, seen, observed);
        }
        for (EventStream stream : watch.catalog().events().values()) {
            watch.progress("looking for starts in " + stream.name());
            look(watch, stream.name(), StartSurvey.of(stream), deadline, seen, observed);
        }
        seen.removeIf(start -> !again(watch, start.moments()));
        var open = new HashSet<String>();
        seen.forEach(start -> open.add(id(start)));
        seen.sort(
                Comparator.comparing((StartSurvey.Start s) -> !isOpen(watch, s))
                        .thenComparingInt(s -> -s.moments().count())
                        .thenComparing(s -> s.moments().first())
                        .thenComparing(StartSurvey.Start::identity));
        var findings = new ArrayList<Finding>();
        var told = new ArrayList<StartSurvey.Start>();
        Deadline pasts = watch.deadline().within(ALL_PASTS);
        for (StartSurvey.Start start : seen) {
            boolean same =
                    told.stream().anyMatch(other -> start.moments().coincidesWith(other.moments()));
            if (same || findings.size() == MOST_TOLD) {
                continue;
            }
            StartSurvey.Past past = past(watch, start, pasts.within(ONE_PAST));
            if (past != null && past.unusual(start.moments().count(), LEAST_UNKNOWN)) {
                told.add(start);
                Life.Held held = held(watch, start, past);
                findings.add(Life.holds(watch, held));
                // what it calls itself is text from the source: a title may hold it, a fact may not
                watch.meanwhile(
                        new Circumstance(
                                held.subject() + "/" + held.id(),
                                true,
                                held.since(),
                                "a process in " + held.subject() + " is started again and again"));
            }
        }
        findings.addAll(
                Life.ended(
                        watch,
                        NAME,
                        open,
                        finding ->
                                observed.contains(finding.subject())
                                        || !watch.catalog().has(finding.subject())));
        return findings;
    }

    private static boolean isOpen(Watch watch, StartSurvey.Start start) {
        return watch.findings().find(id(start)).filter(FindingStore.Stored::open).isPresent();
    }

    /// The days before, or null where they cannot be told.
    private static StartSurvey.@Nullable Past past(
            Watch watch, StartSurvey.Start start, Deadline deadline) {
        try {
            StartSurvey.Past past = start.past(watch, deadline);
            if (!past.told()) {
                watch.remark(
                        start.stream()
                                + ": in the time given too little of the days before could be read to tell whether its starts are as ever");
            }
            return past;
        } catch (SourceUnavailable e) {
            watch.couldNotRead(start.stream(), e.text());
            return null;
        }
    }

    private static void look(
            Watch watch,
            String stream,
            StartSurvey survey,
            Deadline deadline,
            List<StartSurvey.Start> seen,
            Set<String> observed) {
        try {
            if (survey.read(watch.window(), deadline)) {
                observed.add(stream);
            }
            seen.addAll(survey.starts());
        } catch (SourceUnavailable e) {
            watch.couldNotRead(stream, e.text());
        }
    }

    /// Whether it was started often enough, for longer than a deploy takes, and still is.
    private static boolean again(Watch watch, Moments moments) {
        if (moments.count() < LEAST || moments.span().compareTo(DEPLOY) < 0) {
            return false;
        }
        Duration twice = moments.span().multipliedBy(2).dividedBy(moments.count() - 1);
        Duration quiet = twice.compareTo(QUIET) > 0 ? twice : QUIET;
        return Duration.between(moments.last(), watch.now()).compareTo(quiet) <= 0;
    }

    private static String id(StartSurvey.Start start) {
        return FindingId.of(NAME, start.stream() + "." + start.identity());
    }

    private static Life.Held held(Watch watch, StartSurvey.Start start, StartSurvey.Past past) {
        Moments moments = start.moments();
        Instant now = watch.now();
        String shown = start.shown();
        return new Life.Held(
                id(start),
                NAME,
                start.stream(),
                Severity.SEV3,
                "started again and again, "
                        + moments.count()
                        + " times in "
                        + Span.words(moments.span())
                        + ": "
                        + (shown.length() <= CHARACTERS
                                ? shown
                                : shown.substring(0, CHARACTERS) + "…"),
                List.of(
                        "first "
                                + Amounts.time(moments.first(), now)
                                + ", last "
                                + Amounts.time(moments.last(), now)
                                + ", one about every "
                                + Span.words(moments.span().dividedBy(moments.count() - 1)),
                        past.known()
                                ? "in the "
                                        + Span.words(past.covered())
                                        + " before at most "
                                        + Amounts.count(past.most())
                                        + " in as long a time"
                                : "nothing is known of the day before"),
                moments.first(),
                moments.count());
    }
}

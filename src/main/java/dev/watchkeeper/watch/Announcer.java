package dev.watchkeeper.watch;

import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.incident.ReviewSummary;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.notify.Messages;
import dev.watchkeeper.notify.Notification;
import dev.watchkeeper.notify.NotifierConfig;
import dev.watchkeeper.notify.Outbox;
import dev.watchkeeper.notify.OutboxTable;
import dev.watchkeeper.trigger.Decision;
import dev.watchkeeper.trigger.Known;
import dev.watchkeeper.workplace.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells people, through the outbox: what is to be said is kept first, sent then, and marked as
/// said last.
public final class Announcer {

    private static final Duration SAME_FAILURE = Duration.ofHours(4);

    private final Workplace workplace;
    private final Talk talk;
    private final Outbox outbox;
    private final Severity least;
    private final Messages messages;

    public Announcer(Workplace workplace, Talk talk) {
        this.workplace = workplace;
        this.talk = talk;
        this.messages = new Messages(workplace.configuration().timezone());
        var channels = new ArrayList<Outbox.Channel>();
        workplace
                .configuration()
                .notifiers()
                .forEach((name, config) -> channels.add(channel(name, config)));
        if (channels.isEmpty()) {
            talk.say(
                    "note: tools.yaml declares no channel under notify, so nobody is told but this terminal");
        }
        this.least =
                channels.stream()
                        .map(Outbox.Channel::min)
                        .max(Comparator.naturalOrder())
                        .orElse(Severity.SEV3);
        // delivery lives in real time, whatever time the data is looked at as of
        this.outbox =
                new Outbox(
                        new OutboxTable(workplace.state().dataSource()),
                        channels,
                        InstantSource.system(),
                        Outbox.MOST_WAITING,
                        line -> talk.say("note: " + line));
    }

    /// The least grave severity that any channel is told of.
    Severity leastSeverity() {
        return least;
    }

    /// Tells what was found and what is over, and sends it at once.
    void tell(Decision decision) {
        Instant now = workplace.clock().instant();
        if (!decision.tell().isEmpty()) {
            List<Finding> findings = decision.tell().stream().map(Known::finding).toList();
            @Nullable Instant hearBy =
                    decision.investigate().isEmpty()
                            ? null
                            : now.plus(
                                    Duration.ofMinutes(
                                            workplace
                                                    .configuration()
                                                    .investigate()
                                                    .budget()
                                                    .minutes()));
            outbox.put(
                    messages.first(
                            Ids.of("first", tellings(decision.tell()), 1),
                            findings,
                            hearBy,
                            decision.withheld() == null
                                    ? null
                                    : new Messages.Withheld(
                                            decision.withheld(),
                                            decision.withheldUntil(),
                                            decision.leftOut().size()),
                            now));
            workplace.findings().markNotified(findings, now);
        }
        if (!decision.over().isEmpty()) {
            List<Finding> findings = decision.over().stream().map(Known::finding).toList();
            outbox.put(
                    messages.resolved(Ids.of("over", tellings(decision.over()), 1), findings, now));
            workplace.findings().markNotified(findings, now);
        }
        if (!decision.silenced().isEmpty()) {
            talk.say(
                    decision.silenced().size()
                            + " not told, because of silences; watchkeeper silence list shows them");
        }
        deliver();
    }

    /// Says that investigations may begin again, and what was left out meanwhile.
    void budgetIsBack(String id, Severity gravest, Messages.LeftOut leftOut) {
        outbox.put(messages.budgetIsBack(id, gravest, leftOut, workplace.clock().instant()));
        deliver();
    }

    /// Tells what an investigation came to.
    ///
    /// @param findings those it was about
    /// @param failure why there is no diagnosis by Claude, or none at all, as a sentence; or null
    void followUp(
            String runId,
            List<Finding> findings,
            Optional<IncidentSummary> incident,
            @Nullable String failure) {
        Instant now = workplace.clock().instant();
        List<Finding> about = audible(findings, now);
        if (about.isEmpty()) {
            return;
        }
        outbox.put(
                messages.followUp(
                        "follow-" + runId,
                        about,
                        incident.map(i ->
                                        new Messages.Diagnosis(
                                                i.id(),
                                                i.severity() == null ? Severity.SEV3 : i.severity(),
                                                plain(i.title()),
                                                plain(i.cause()),
                                                i.confidence() == null
                                                        ? "unknown"
                                                        : i.confidence().word()))
                                .orElse(null),
                        failure,
                        now));
        deliver();
    }

    /// Tells that the diagnosis is late, once for a run.
    ///
    /// @param progress what the investigation did so far, as a sentence
    void urgent(String runId, List<Finding> findings, Duration after, String progress) {
        Instant now = workplace.clock().instant();
        List<Finding> about = audible(findings, now);
        if (!about.isEmpty()) {
            outbox.put(messages.urgent("urgent-" + runId, about, after, progress, now));
            deliver();
        }
    }

    /// Those of which nobody asked not to be told.
    private List<Finding> audible(List<Finding> findings, Instant now) {
        Silences silences = Silences.at(workplace.state(), now);
        return findings.stream().filter(finding -> !silences.cover(finding)).toList();
    }

    /// Keeps the message of a review that is not nominal; whoever holds the patrol's lock sends it.
    ///
    /// @param failure why it is not Claude's, as a sentence, or null
    void review(ReviewSummary review, @Nullable String failure) {
        outbox.put(
                messages.review(
                        review.id(),
                        review.verdict() == null ? "unknown" : review.verdict().word(),
                        gravity(review),
                        plain(review.summary()),
                        failure,
                        workplace.clock().instant()));
    }

    /// Keeps the message that a unit of the system's service manager failed; the same within four
    /// hours is one message.
    ///
    /// @param unit its name, checked
    /// @param result how it ended, in a word of systemd's, or empty
    public void unitFailed(String unit, String result) {
        Instant now = Instant.now();
        long window = now.getEpochSecond() / SAME_FAILURE.toSeconds();
        outbox.put(
                new Notification(
                        Ids.of("unit", List.of(unit, Long.toString(window)), 1),
                        Notification.Kind.SERVICE,
                        "unit " + unit,
                        Severity.SEV2,
                        "Watchkeeper: "
                                + unit
                                + " failed"
                                + (result.isEmpty() ? "" : ", " + result),
                        List.of(
                                "What it watches may go unnoticed until it runs again.",
                                "See: journalctl -u " + unit),
                        null,
                        now));
    }

    /// Takes back what a killed patrol was sending. Only under the patrol's lock, which says that
    /// nobody else sends.
    public void recover() {
        outbox.recover();
    }

    /// Sends what is due, of this round and of earlier ones.
    public void deliver() {
        Outbox.Round round = outbox.deliver();
        round.problems()
                .forEach(problem ->
                        talk.say(
                                "not delivered: "
                                        + problem
                                        + "; kept, and tried again by the next patrol"));
    }

    private Outbox.Channel channel(String name, NotifierConfig config) {
        return new Outbox.Channel(
                name,
                config.min(),
                config.open(
                        new NotifierConfig.Context(name, talk.stream(), InstantSource.system())));
    }

    /// That of its gravest issue, and SEV3 at least: the verdict already says that it is to be
    /// told.
    private static Severity gravity(ReviewSummary review) {
        Severity gravest = review.severity();
        return gravest != null && gravest.atLeast(Severity.SEV3) ? gravest : Severity.SEV3;
    }

    /// Markdown of an incident file as plain text: channels escape in their own way.
    public static String plain(String markdown) {
        return markdown.replace("`", "")
                .replaceAll("\\\\([^A-Za-z0-9 ])", "$1")
                .replace("&lt;", "<")
                .replace("&amp;", "&");
    }

    /// What makes one telling of a finding: the same until it is marked as told, another one after.
    private static List<String> tellings(List<Known> known) {
        return known.stream()
                .map(k -> k.episodeId() + " " + k.finding().state() + " " + k.notifiedAt())
                .toList();
    }
}

package dev.watchkeeper.notify;

import dev.watchkeeper.model.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/// Keeps messages until they are delivered: at least once per channel, in the order of each
/// channel, across crashes. A message may arrive twice, with the same id, when the answer to the
/// first attempt was lost; none is lost. Thread-safe, and safe beside other processes on the same
/// state.
public final class Outbox {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    /// Longer than any single attempt takes.
    private static final Duration LEASE = Duration.ofSeconds(60);

    /// How many messages may wait on a channel, unless somebody says otherwise.
    public static final int MOST_WAITING = 500;

    private static final String FALLBACK = ":short";

    private final OutboxTable table;
    private final List<Channel> channels;
    private final InstantSource clock;
    private final int most;
    private final Consumer<String> journal;

    public Outbox(OutboxTable table, List<Channel> channels, InstantSource clock) {
        this(table, channels, clock, MOST_WAITING, _ -> {});
    }

    /// @param most how many messages may wait on a channel before the oldest are summed up
    /// @param journal told when that is done, as a sentence
    public Outbox(
            OutboxTable table,
            List<Channel> channels,
            InstantSource clock,
            int most,
            Consumer<String> journal) {
        this.table = table;
        this.channels = List.copyOf(channels);
        this.clock = clock;
        this.most = most;
        this.journal = journal;
    }

    /// A channel of tools.yaml, opened.
    ///
    /// @param min the least grave severity it is told of
    public record Channel(String name, Severity min, Notifier notifier) {}

    /// What a round of deliveries came to.
    ///
    /// @param problems one sentence per channel that did not take a message
    public record Round(int delivered, int waiting, int dead, List<String> problems) {}

    /// Keeps a message for each channel that wants it: its severity is grave enough, or the channel
    /// was told of the same thing before. Putting the same message again does nothing.
    public void put(Notification message) {
        for (Channel channel : channels) {
            if (message.severity().atLeast(channel.min())
                    || table.toldOf(channel.name(), message.about())) {
                table.put(channel.name(), message, clock.instant());
                int merged = table.bound(channel.name(), most, clock.instant());
                if (merged > 0) {
                    journal.accept(
                            "the outbox of "
                                    + channel.name()
                                    + " is full: "
                                    + merged
                                    + " older messages became one; none of SEV1 or SEV2 that says"
                                    + " what began is among them");
                }
            }
        }
    }

    /// Takes back what a process was sending when it died, to be sent again at once. For whoever
    /// knows that no other process delivers now.
    public void recover() {
        table.giveBack(clock.instant());
    }

    /// Tries to deliver what is due, each message once. A channel that does not answer stops its
    /// own queue and no other.
    public Round deliver() {
        var problems = new ArrayList<String>();
        int delivered = 0;
        int dead = 0;
        for (Channel channel : channels) {
            boolean open = true;
            while (open) {
                Optional<OutboxTable.Waiting> next =
                        table.take(channel.name(), clock.instant(), LEASE);
                if (next.isEmpty()) {
                    break;
                }
                switch (channel.notifier().send(next.get().message())) {
                    case Delivery.Delivered _ -> {
                        table.delivered(next.get(), clock.instant());
                        delivered++;
                    }
                    case Delivery.Retry retry -> {
                        retry(next.get(), retry);
                        problems.add(channel.name() + ": " + retry.reason());
                        open = false;
                    }
                    case Delivery.Rejected rejected -> {
                        bury(next.get(), rejected);
                        problems.add(channel.name() + ": " + rejected.reason());
                        dead++;
                    }
                }
            }
        }
        int waiting = backlogs().stream().mapToInt(OutboxTable.Backlog::waiting).sum();
        return new Round(delivered, waiting, dead, List.copyOf(problems));
    }

    /// The channels on which messages wait.
    public List<OutboxTable.Backlog> backlogs() {
        return table.backlogs();
    }

    /// The messages that were given up, the latest first.
    public List<OutboxTable.DeadLetter> deadLetters() {
        return table.deadLetters();
    }

    private void retry(OutboxTable.Waiting waiting, Delivery.Retry retry) {
        Instant now = clock.instant();
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(waiting.attempts(), 10));
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            wait = LONGEST_WAIT;
        }
        wait = wait.minus(jitter(wait, waiting));
        if (retry.after() != null && retry.after().compareTo(wait) > 0) {
            wait = retry.after();
        }
        table.retry(waiting, now.plus(wait), retry.reason(), now);
    }

    /// Up to a fifth of the wait, so that many who wait for the same server do not come back
    /// together. It follows from the message and the attempt, so that no luck is needed to say
    /// when.
    private static Duration jitter(Duration wait, OutboxTable.Waiting waiting) {
        var hash = new CRC32();
        hash.update(
                (waiting.channel() + " " + waiting.message().id() + " " + waiting.attempts())
                        .getBytes(StandardCharsets.UTF_8));
        return wait.multipliedBy(hash.getValue() % 1_000).dividedBy(5_000);
    }

    /// A message that is not taken makes room for a short one of our own words, so that people hear
    /// at least that there is something. The fallback goes first in the queue; it gets none itself.
    private void bury(OutboxTable.Waiting waiting, Delivery.Rejected rejected) {
        Instant now = clock.instant();
        Notification message = waiting.message();
        if (!message.id().endsWith(FALLBACK)) {
            Notification shorter =
                    new Notification(
                            message.id() + FALLBACK,
                            Notification.Kind.SERVICE,
                            message.about(),
                            message.severity(),
                            message.severity() + ": a message was refused by this channel",
                            List.of("Its text is on the host: watchkeeper status"),
                            null,
                            message.createdAt());
            table.put(waiting.channel(), shorter, now, waiting);
        }
        table.dead(waiting, rejected.reason(), now);
    }
}

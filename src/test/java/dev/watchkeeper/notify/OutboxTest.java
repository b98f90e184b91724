package dev.watchkeeper.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class OutboxTest {

    @TempDir Path temp;

    private Instant now = Instant.parse("2026-11-22T00:56:00Z");
    private final InstantSource clock = () -> now;

    private Outbox outbox(Outbox.Channel... channels) {
        SQLiteDataSource state = new SQLiteDataSource();
        state.setUrl("jdbc:sqlite:" + temp.resolve("state.db"));
        return new Outbox(new OutboxTable(state), List.of(channels), clock);
    }

    private Outbox.Channel ntfy(String name, URI url) {
        NotifierConfig config = new NtfyNotifier.Config(url, null, Severity.SEV3);
        return new Outbox.Channel(
                name,
                config.min(),
                config.open(new NotifierConfig.Context(name, new StringBuilder(), clock)));
    }

    private Notification message(String id, Severity severity, String about) {
        return new Notification(
                id,
                Notification.Kind.FIRST,
                about,
                severity,
                severity + " · gemini: 429s",
                List.of("37 in 9 minutes"),
                null,
                now);
    }

    @Test
    void whatTheServerDoesNotTakeIsKeptAndComesInOrderAfterSixHours() throws IOException {
        int port;
        try (Receiver gone = new Receiver(0)) {
            port = gone.port();
        }
        URI url = URI.create("http://127.0.0.1:" + port + "/alerts");
        List<Duration> gaps = new ArrayList<>();
        Instant end = now.plus(Duration.ofHours(6));
        for (int i = 1; i <= 3; i++) {
            outbox(ntfy("phone", url)).put(message("m" + i, Severity.SEV2, "p-1"));
        }
        Outbox waiting = outbox(ntfy("phone", url));
        Instant last = now;
        while (now.isBefore(end)) {
            Outbox.Round round = waiting.deliver();
            if (!round.problems().isEmpty()) {
                assertThat(round)
                        .isEqualTo(
                                new Outbox.Round(
                                        0,
                                        3,
                                        0,
                                        List.of(
                                                "phone: 127.0.0.1 refused the connection or cannot be"
                                                        + " reached")));
                gaps.add(Duration.between(last, now));
                last = now;
            }
            now = now.plusSeconds(15);
        }
        // doubled each time, less up to a fifth, and looked at every 15 seconds
        long[] longest = {0, 15, 30, 60, 120, 240, 480, 900, 900};
        for (int i = 0; i < longest.length; i++) {
            assertThat(gaps.get(i).toSeconds())
                    .as("gap %d", i)
                    .isBetween(longest[i] * 4 / 5, longest[i]);
        }
        assertThat(gaps).allMatch(gap -> gap.compareTo(Duration.ofMinutes(15)) <= 0);

        try (Receiver back = new Receiver(port)) {
            now = now.plus(Duration.ofMinutes(15));
            assertThat(outbox(ntfy("phone", url)).deliver())
                    .isEqualTo(new Outbox.Round(3, 0, 0, List.of()));
            assertThat(back.ids()).containsExactly("m1", "m2", "m3");
            assertThat(outbox(ntfy("phone", url)).deliver().delivered()).isZero();
        }
    }

    @Test
    void theSameMessageIsKeptOnce() throws IOException {
        try (Receiver receiver = new Receiver(0)) {
            Outbox outbox = outbox(ntfy("phone", receiver.at("/alerts")));
            outbox.put(message("m1", Severity.SEV2, "p-1"));
            outbox.put(message("m1", Severity.SEV2, "p-1"));
            outbox.deliver();
            outbox.put(message("m1", Severity.SEV2, "p-1"));
            outbox.deliver();

            assertThat(receiver.ids()).containsExactly("m1");
        }
    }

    @Test
    void aChannelThatAsksToBeLeftAloneIsLeftAloneThatLong() throws IOException {
        try (Receiver receiver = new Receiver(0)) {
            Outbox outbox = outbox(ntfy("phone", receiver.at("/alerts")));
            receiver.answers(429, "Retry-After", "120.5");
            outbox.put(message("m1", Severity.SEV2, "p-1"));
            outbox.put(message("m2", Severity.SEV2, "p-1"));

            assertThat(outbox.deliver().problems())
                    .containsExactly("phone: 127.0.0.1 answered 429");
            now = now.plusSeconds(120);
            assertThat(outbox.deliver().delivered()).isZero();
            now = now.plusSeconds(1);
            assertThat(outbox.deliver().delivered()).isEqualTo(2);
            assertThat(receiver.ids()).containsExactly("m1", "m1", "m2");
        }
    }

    @Test
    void aDateInRetryAfterIsUnderstoodAndAMonthIsNot() throws IOException {
        try (Receiver receiver = new Receiver(0)) {
            Notifier notifier = ntfy("phone", receiver.at("/alerts")).notifier();
            receiver.answers(503, "Retry-After", "Sun, 22 Nov 2026 00:57:30 GMT");
            receiver.answers(503, "Retry-After", "2592000");
            receiver.answers(503, "Retry-After", "soon");

            assertThat(notifier.send(message("m", Severity.SEV2, "p")))
                    .isEqualTo(
                            new Delivery.Retry(Duration.ofSeconds(90), "127.0.0.1 answered 503"));
            assertThat(notifier.send(message("m", Severity.SEV2, "p")))
                    .isEqualTo(new Delivery.Retry(Duration.ofHours(6), "127.0.0.1 answered 503"));
            assertThat(notifier.send(message("m", Severity.SEV2, "p")))
                    .isEqualTo(new Delivery.Retry(null, "127.0.0.1 answered 503"));
        }
    }

    @Test
    void aRefusedMessageMakesRoomForAShortOneAndTheQueueGoesOn() throws IOException {
        try (Receiver receiver = new Receiver(0)) {
            Outbox outbox = outbox(ntfy("phone", receiver.at("/alerts")));
            receiver.answers(400, "", "");
            outbox.put(message("m1", Severity.SEV2, "p-1"));
            outbox.put(message("m2", Severity.SEV2, "p-2"));

            assertThat(outbox.deliver())
                    .isEqualTo(new Outbox.Round(2, 0, 1, List.of("phone: 127.0.0.1 answered 400")));
            assertThat(receiver.ids()).containsExactly("m1", "m1:short", "m2");
            assertThat(outbox.deadLetters())
                    .containsExactly(
                            new OutboxTable.DeadLetter(
                                    "phone",
                                    message("m1", Severity.SEV2, "p-1"),
                                    "127.0.0.1 answered 400",
                                    now));
        }
    }

    @Test
    void aChannelThatRefusesEverythingIsNotSentShortOnesForever() throws IOException {
        try (Receiver receiver = new Receiver(0)) {
            Outbox outbox = outbox(ntfy("phone", receiver.at("/alerts")));
            receiver.answers(400, "", "");
            receiver.answers(400, "", "");
            outbox.put(message("m1", Severity.SEV2, "p-1"));

            assertThat(outbox.deliver().dead()).isEqualTo(2);
            assertThat(outbox.deliver()).isEqualTo(new Outbox.Round(0, 0, 0, List.of()));
        }
    }

    @Test
    void anAnswerLostAfter200MeansASecondCopyWithTheSameId() throws Exception {
        List<String> heads = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread other =
                    Thread.ofVirtual()
                            .start(() -> {
                                for (String answer :
                                        List.of(
                                                "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n",
                                                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
                                    try (var socket = server.accept()) {
                                        byte[] some = new byte[8192];
                                        int read = socket.getInputStream().read(some);
                                        heads.add(
                                                new String(some, 0, read, StandardCharsets.UTF_8));
                                        socket.getOutputStream()
                                                .write(answer.getBytes(StandardCharsets.US_ASCII));
                                    } catch (IOException closed) {
                                        return;
                                    }
                                }
                            });
            Outbox outbox =
                    outbox(
                            ntfy(
                                    "phone",
                                    URI.create(
                                            "http://127.0.0.1:" + server.getLocalPort() + "/a")));
            outbox.put(message("m1", Severity.SEV2, "p-1"));

            assertThat(outbox.deliver().problems())
                    .containsExactly("phone: the connection to 127.0.0.1 broke");
            now = now.plusSeconds(15);
            assertThat(outbox.deliver().delivered()).isEqualTo(1);
            other.join();
        }
        assertThat(heads).hasSize(2).allMatch(head -> head.contains("Idempotency-Key: m1\r\n"));
    }

    @Test
    void aProcessThatDiedWhileSendingLosesNothing() throws IOException {
        try (Receiver receiver = new Receiver(0)) {
            Outbox dying =
                    outbox(
                            new Outbox.Channel(
                                    "phone",
                                    Severity.SEV3,
                                    message -> {
                                        throw new IllegalStateException("killed here");
                                    }));
            dying.put(message("m1", Severity.SEV2, "p-1"));
            assertThatThrownBy(dying::deliver).hasMessage("killed here");

            Outbox next = outbox(ntfy("phone", receiver.at("/alerts")));
            assertThat(next.deliver()).isEqualTo(new Outbox.Round(0, 1, 0, List.of()));
            now = now.plusSeconds(60);
            assertThat(next.deliver()).isEqualTo(new Outbox.Round(1, 0, 0, List.of()));
        }
    }

    @Test
    void whoKnowsThatNobodyElseSendsNeedNotWaitForTheLease() throws IOException {
        try (Receiver receiver = new Receiver(0)) {
            Outbox dying =
                    outbox(
                            new Outbox.Channel(
                                    "phone",
                                    Severity.SEV3,
                                    message -> {
                                        throw new IllegalStateException("killed here");
                                    }));
            dying.put(message("m1", Severity.SEV2, "p-1"));
            assertThatThrownBy(dying::deliver).hasMessage("killed here");

            Outbox next = outbox(ntfy("phone", receiver.at("/alerts")));
            next.recover();
            assertThat(next.deliver().delivered()).isEqualTo(1);
        }
    }

    @Test
    void aClockThatWasSetBackHoldsNothingUp() throws IOException {
        try (Receiver receiver = new Receiver(0)) {
            Outbox outbox = outbox(ntfy("phone", receiver.at("/alerts")));
            outbox.put(message("m1", Severity.SEV2, "p-1"));
            now = now.minus(Duration.ofDays(1));

            assertThat(outbox.deliver().delivered()).isEqualTo(1);
        }
    }

    @Test
    void oneSilentChannelDoesNotHoldUpAnother() throws IOException {
        try (Receiver broken = new Receiver(0);
                Receiver fine = new Receiver(0)) {
            broken.answers(500, "", "");
            Outbox outbox =
                    outbox(ntfy("broken", broken.at("/alerts")), ntfy("fine", fine.at("/alerts")));
            outbox.put(message("m1", Severity.SEV2, "p-1"));

            assertThat(outbox.deliver())
                    .isEqualTo(
                            new Outbox.Round(1, 1, 0, List.of("broken: 127.0.0.1 answered 500")));
            assertThat(outbox.backlogs())
                    .containsExactly(
                            new OutboxTable.Backlog(
                                    "broken",
                                    1,
                                    1,
                                    "127.0.0.1 answered 500",
                                    outbox.backlogs().getFirst().due()));
        }
    }

    @Test
    void aFollowUpGoesWhereTheFirstMessageWent() throws IOException {
        try (Receiver receiver = new Receiver(0)) {
            Outbox outbox = outbox(ntfy("phone", receiver.at("/alerts")));
            outbox.put(message("first", Severity.SEV3, "p-1"));
            outbox.put(message("follow-up", Severity.SEV4, "p-1"));
            outbox.put(message("other", Severity.SEV4, "p-2"));
            outbox.deliver();

            assertThat(receiver.ids()).containsExactly("first", "follow-up");
        }
    }

    @Test
    void whatIsTooMuchIsSummedUpAndNothingCriticalIs() throws IOException {
        try (Receiver receiver = new Receiver(0)) {
            var journal = new ArrayList<String>();
            SQLiteDataSource state = new SQLiteDataSource();
            state.setUrl("jdbc:sqlite:" + temp.resolve("state.db"));
            Outbox outbox =
                    new Outbox(
                            new OutboxTable(state),
                            List.of(ntfy("phone", receiver.at("/alerts"))),
                            clock,
                            10,
                            journal::add);
            for (int i = 1; i <= 30; i++) {
                outbox.put(message("m" + i, i % 5 == 0 ? Severity.SEV1 : Severity.SEV3, "p-" + i));
            }

            outbox.deliver();

            assertThat(receiver.ids()).contains("m5", "m10", "m15", "m20", "m25", "m30");
            assertThat(receiver.ids()).hasSizeLessThanOrEqualTo(12);
            assertThat(receiver.ids().getFirst()).startsWith("merged-");
            long merged =
                    receiver.ids().stream()
                            .filter(id -> id.startsWith("merged-"))
                            .mapToLong(id -> Long.parseLong(id.split("-", -1)[1]))
                            .sum();
            long alone =
                    receiver.ids().stream()
                            .filter(id -> id.startsWith("m") && !id.startsWith("merged-"))
                            .count();
            assertThat(merged + alone).isEqualTo(30);
            assertThat(journal)
                    .isNotEmpty()
                    .allSatisfy(
                            line -> assertThat(line).startsWith("the outbox of phone is full: "));
        }
    }
}

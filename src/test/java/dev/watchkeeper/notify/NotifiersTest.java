package dev.watchkeeper.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.disclosure.HostileTexts;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Severity;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NotifiersTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:56:00Z");
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?i)[a-z]://|www\\.|@|mailto:|javascript:|evil\\.(com|example[/:])|\\be\\.de");

    private static Notification message(String title, List<String> lines) {
        return new Notification(
                "first:p-7c21:1",
                Notification.Kind.FIRST,
                "p-7c21",
                Severity.SEV2,
                title,
                lines,
                null,
                NOW);
    }

    private static Notifier open(NotifierConfig config, Appendable console) {
        return config.open(new NotifierConfig.Context("name", console, InstantSource.fixed(NOW)));
    }

    private static Notifier ntfy(Receiver receiver) {
        return open(
                new NtfyNotifier.Config(receiver.at("/sub/alerts"), "tk_s3cret", Severity.SEV3),
                new StringBuilder());
    }

    private static Notifier discord(Receiver receiver) {
        return open(
                new DiscordNotifier.Config(receiver.at("/api/webhooks/1/s3cret"), Severity.SEV3),
                new StringBuilder());
    }

    @Test
    void ntfyGetsJson() throws IOException {
        try (Receiver receiver = new Receiver(0)) {
            assertThat(
                            ntfy(receiver)
                                    .send(
                                            message(
                                                    "SEV2 · gemini: 429s, new since 01:52",
                                                    List.of("37 in 9 minutes.", "Runbook: x"))))
                    .isEqualTo(new Delivery.Delivered());

            Receiver.Request request = receiver.requests.getFirst();
            assertThat(request.path()).isEqualTo("/sub/");
            assertThat(request.body())
                    .isEqualTo(
                            Map.of(
                                    "topic", "alerts",
                                    "title", "SEV2 · gemini: 429s, new since 01:52",
                                    "message", "37 in 9 minutes.\nRunbook: x",
                                    "priority", 4,
                                    "tags", List.of("rotating_light")));
            assertThat(request.headers().get("Authorization")).containsExactly("Bearer tk_s3cret");
            assertThat(request.id()).isEqualTo("first:p-7c21:1");
        }
    }

    @Test
    void discordGetsJsonThatMentionsNobody() throws IOException {
        try (Receiver receiver = new Receiver(0)) {
            discord(receiver).send(message("SEV2 · gemini: 429s", List.of("37 in 9 minutes.")));

            Receiver.Request request = receiver.requests.getFirst();
            assertThat(request.path()).isEqualTo("/api/webhooks/1/s3cret");
            assertThat(request.body())
                    .isEqualTo(
                            Map.of(
                                    "content",
                                    "**SEV2 · gemini: 429s**\n37 in 9 minutes.",
                                    "allowed_mentions",
                                    Map.of("parse", List.of()),
                                    "flags",
                                    4));
        }
    }

    @Test
    void theConsoleGetsTitleAndText() {
        StringBuilder console = new StringBuilder();
        open(new ConsoleNotifier.Config(Severity.SEV4), console)
                .send(message("SEV2 · gemini: 429s", List.of("37 in 9 minutes.")));

        assertThat(console.toString()).isEqualTo("SEV2 · gemini: 429s\n  37 in 9 minutes.\n");
    }

    @Test
    void nothingFromALogIsAliveOnAnyChannel() throws IOException {
        try (Receiver ntfy = new Receiver(0);
                Receiver discord = new Receiver(0)) {
            for (String text : HostileTexts.all()) {
                Notification hostile = message(text, List.of(text, "x " + text));
                StringBuilder console = new StringBuilder();
                open(new ConsoleNotifier.Config(Severity.SEV4), console).send(hostile);
                ntfy(ntfy).send(hostile);
                discord(discord).send(hostile);

                Map<?, ?> pushed = ntfy.requests.getLast().body();
                assertThat(pushed.keySet().stream().map(String::valueOf))
                        .containsExactlyInAnyOrder("topic", "title", "message", "priority", "tags");
                String content = String.valueOf(discord.requests.getLast().body().get("content"));
                for (String shown :
                        List.of(
                                console.toString(),
                                String.valueOf(pushed.get("title")),
                                String.valueOf(pushed.get("message")),
                                content)) {
                    assertThat(ADDRESS.matcher(shown).find()).as(shown).isFalse();
                    assertThat(shown.codePoints())
                            .allMatch(point ->
                                    point == '\n'
                                            || (Character.getType(point) != Character.CONTROL
                                                    && Character.getType(point) != Character.FORMAT
                                                    && Character.getType(point)
                                                            != Character.SURROGATE));
                }
                assertThat(console.toString().lines()).hasSize(3);
                assertThat(content.lines()).hasSize(3);
                String bare = content.replaceAll("\\\\.", "");
                assertThat(bare.substring(2, bare.indexOf("**\n"))).doesNotContain("*");
                assertThat(bare.substring(bare.indexOf('\n')))
                        .as(bare)
                        .doesNotContain("*", "_", "~", "`", "|", "<", ">", "[", "]", "#");
                assertThat(bare.lines().skip(1))
                        .noneMatch(line -> line.matches("\\s*([-+] |[0-9]+\\. ).*"));
            }
        }
    }

    @Test
    void theLongestMessageFits() throws IOException {
        List<String> lines = new ArrayList<>(Collections.nCopies(40, "[*_~`|<>#😀".repeat(400)));
        try (Receiver ntfy = new Receiver(0);
                Receiver discord = new Receiver(0)) {
            Notification longest = message("*_".repeat(5000), lines);
            ntfy(ntfy).send(longest);
            discord(discord).send(longest);

            String content = String.valueOf(discord.requests.getFirst().body().get("content"));
            assertThat(content).hasSizeLessThanOrEqualTo(2000).contains("more\\]…").endsWith("…");
            String pushed = String.valueOf(ntfy.requests.getFirst().body().get("message"));
            assertThat(pushed.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(4096);
        }
    }

    @Test
    void answersAreToldApart() throws IOException {
        try (Receiver receiver = new Receiver(0)) {
            receiver.answers(302, "Location", "http://127.0.0.1:1/steal");
            receiver.answers(401, "", "");
            receiver.answers(404, "", "");
            receiver.answers(413, "", "");
            receiver.answers(502, "", "");
            Notifier notifier = discord(receiver);
            List<Delivery> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                all.add(notifier.send(message("t", List.of())));
            }

            assertThat(all)
                    .containsExactly(
                            new Delivery.Rejected(
                                    "127.0.0.1 answered 302, a redirect, which is not followed; give"
                                            + " the final address"),
                            new Delivery.Retry(
                                    null,
                                    "127.0.0.1 answered 401: the token or the address is not"
                                            + " accepted"),
                            new Delivery.Retry(
                                    null,
                                    "127.0.0.1 answered 404: there is nothing at that address any"
                                            + " more"),
                            new Delivery.Rejected("127.0.0.1 answered 413"),
                            new Delivery.Retry(null, "127.0.0.1 answered 502"));
            assertThat(receiver.requests).hasSize(5);
        }
    }

    @Test
    void noSecretLeaves() throws IOException {
        List<String> said = new ArrayList<>();
        try (Receiver receiver = new Receiver(0)) {
            for (int status : List.of(302, 400, 401, 429, 500)) {
                receiver.answers(status, "Location", "http://127.0.0.1:1/");
                said.add(discord(receiver).send(message("t", List.of())).toString());
                receiver.answers(status, "Location", "http://127.0.0.1:1/");
                said.add(ntfy(receiver).send(message("t", List.of())).toString());
            }
        }
        URI secret = URI.create("https://host.invalid/api/webhooks/1/s3cret?token=s3cret");
        NotifierConfig discord = new DiscordNotifier.Config(secret, Severity.SEV3);
        NotifierConfig ntfy = new NtfyNotifier.Config(secret, "tk_s3cret", Severity.SEV3);
        said.add(discord.toString());
        said.add(ntfy.toString());
        said.add(open(discord, new StringBuilder()).toString());
        said.add(open(ntfy, new StringBuilder()).toString());
        for (String url :
                List.of(
                        "https://u:s3cret@host/x",
                        "ftp://host/s3cret",
                        "https:/s3cret",
                        "/s3cret")) {
            assertThatThrownBy(() -> new DiscordNotifier.Config(URI.create(url), Severity.SEV3))
                    .isInstanceOf(BadRequest.class)
                    .satisfies(refused -> said.add(String.valueOf(refused.getMessage())));
        }

        assertThat(said).hasSize(18).noneMatch(text -> text.contains("s3cret"));
        assertThat(discord.toString()).isEqualTo("discord at https://host.invalid/… from SEV3");
    }

    @Test
    void anAddressThatCannotWorkIsRefusedAtOnce() {
        assertThatThrownBy(() ->
                        new NtfyNotifier.Config(
                                URI.create("https://ntfy.sh/"), null, Severity.SEV3))
                .hasMessage("url must end with the topic, as in https://ntfy.sh/TOPIC");
        assertThatThrownBy(() ->
                        new NtfyNotifier.Config(
                                URI.create("https://ntfy.sh/x"), "a\r\nX-Evil: 1", Severity.SEV3))
                .hasMessage("token must be printable characters without spaces");
    }
}

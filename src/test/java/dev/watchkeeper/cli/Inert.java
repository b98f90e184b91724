package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.incident.InertPage;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What of a stranger's text must not reach anybody, by the channel that it goes through.
final class Inert {

    /// What a phone, a mail program or a chat would make a link or a mention of.
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?i)[a-z0-9]://|:\\\\\\\\|\\bwww\\.|@|\\b(mailto|javascript|file):\\S"
                            + "|evil\\.(com|io|co|xyz|online|download|review|museum|agency|рф|xn--|zip|example[/:#])");

    /// What Discord reads as anything but text, once escapes are taken away.
    private static final Pattern DISCORD =
            Pattern.compile("[*_~`|<>#\\[\\]]|(?m)^\\s*([-+] |[0-9]+\\. )");

    private Inert() {}

    /// No control byte but line breaks, nothing invisible, nothing that turns the direction.
    static void text(String text) {
        assertThat(
                        text.codePoints()
                                .filter(point -> point != '\n' && InertPage.hidden(point))
                                .mapToObj(Integer::toHexString))
                .as(text)
                .isEmpty();
    }

    /// One message of the protocol, in one line, whose texts are visible.
    static JsonNode message(String line) {
        text(line);
        JsonNode message = JsonMapper.shared().readTree(line);
        texts(message);
        return message;
    }

    private static void texts(JsonNode node) {
        if (node.isString()) {
            text(node.stringValue().replace("\t", " "));
        }
        node.propertyNames().forEach(name -> text(name.replace("\t", " ")));
        node.forEach(Inert::texts);
    }

    /// A message to a phone: its own keys and no other, nothing to tap.
    static void ntfy(JsonNode body) {
        assertThat(body.propertyNames())
                .containsExactlyInAnyOrder("topic", "title", "message", "priority", "tags");
        for (String part : List.of("title", "message")) {
            pushed(body.path(part).asString());
        }
        assertThat(body.path("title").asString()).doesNotContain("\n");
    }

    /// A message to a channel of Discord: nobody is called, nothing is drawn.
    static void discord(JsonNode body) {
        assertThat(body.propertyNames())
                .containsExactlyInAnyOrder("content", "allowed_mentions", "flags");
        assertThat(body.path("allowed_mentions").toString()).isEqualTo("{\"parse\":[]}");
        assertThat(body.path("flags").asInt() & 4).isEqualTo(4);
        String content = body.path("content").asString();
        assertThat(content.length()).isLessThanOrEqualTo(2_000);
        pushed(content.replaceAll("\\\\([^\\p{L}\\p{N}])", "$1"));
        String bare = content.replaceAll("\\\\[^\\p{L}\\p{N}]", "");
        assertThat(bare).startsWith("**");
        int title = bare.indexOf("**", 2);
        assertThat(title).as(bare).isPositive();
        assertThat(DISCORD.matcher(bare.substring(2, title)).find()).as(bare).isFalse();
        assertThat(DISCORD.matcher(bare.substring(title + 2)).find()).as(bare).isFalse();
    }

    private static void pushed(@Nullable String text) {
        text(String.valueOf(text));
        assertThat(ADDRESS.matcher(String.valueOf(text)).find()).as(text).isFalse();
    }
}

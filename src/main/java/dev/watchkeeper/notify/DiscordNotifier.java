package dev.watchkeeper.notify;

import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Posts to a Discord webhook. Nobody can be mentioned, nothing is embedded, and no word of a
/// message is Markdown or a link.
public final class DiscordNotifier implements Notifier {

    private static final int MOST = 2_000;
    private static final int SUPPRESS_EMBEDS = 4;
    private static final String CUT = "\n…";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpPost post;

    private DiscordNotifier(HttpPost post) {
        this.post = post;
    }

    /// The keys of a channel of type `discord`.
    @Doc("Messages to a Discord channel through a webhook")
    public record Config(
            @Doc(
                            "The address of the webhook; whoever knows it can post, so take it from the environment")
                    URI url,
            @Doc("The least grave severity that is told") @Default("SEV3") Severity min)
            implements NotifierConfig {

        public Config {
            String problem = HttpPost.problem(url);
            if (problem != null) {
                throw new BadRequest("url " + problem);
            }
        }

        @Override
        public Notifier open(Context context) {
            return new DiscordNotifier(new HttpPost(url, context.clock()));
        }

        /// Without the path, which is a secret.
        @Override
        public String toString() {
            return "discord at " + HttpPost.shown(url) + " from " + min;
        }
    }

    @Override
    public Delivery send(Notification notification) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("content", content(notification));
        message.put("allowed_mentions", Map.of("parse", List.of()));
        message.put("flags", SUPPRESS_EMBEDS);
        return post.send(
                JSON.writeValueAsString(message),
                Map.of("Idempotency-Key", HeaderText.of(notification.id())));
    }

    /// At most 2,000 characters, however they are counted. Text is shortened before it is escaped,
    /// so no escape is cut in two.
    private static String content(Notification notification) {
        StringBuilder content = new StringBuilder("**");
        content.append(fitting(notification.title(), MOST / 2)).append("**");
        for (String line : notification.lines()) {
            int room = MOST - content.length() - CUT.length() - 1;
            if (room < 40) {
                return content.append(CUT).toString();
            }
            content.append('\n').append(fitting(line, room));
        }
        return content.toString();
    }

    private static String fitting(String line, int most) {
        String shown = DiscordText.inert(line);
        for (int length = line.length(); shown.length() > most; length = length * 3 / 4) {
            shown = DiscordText.inert(Characters.cut(line, length).text());
        }
        return shown;
    }
}

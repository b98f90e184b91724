package dev.watchkeeper.notify;

import dev.watchkeeper.disclosure.Addresses;
import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Publishes to an ntfy topic as JSON: a serializer encodes every text, which headers would not. No
/// Markdown, no click address, no action, no attachment.
public final class NtfyNotifier implements Notifier {

    private static final int MOST_BYTES = 3_800;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String topic;
    private final Map<String, String> headers;
    private final HttpPost post;

    private NtfyNotifier(String topic, Map<String, String> headers, HttpPost post) {
        this.topic = topic;
        this.headers = headers;
        this.post = post;
    }

    /// The keys of a channel of type `ntfy`.
    @Doc("Messages to a phone through ntfy")
    public record Config(
            @Doc(
                            "The address of the topic, https://ntfy.sh/TOPIC; whoever knows it reads along,"
                                    + " so take it from the environment")
                    URI url,
            @Doc("The access token, for a topic that wants one; from the environment")
                    @Nullable String token,
            @Doc("The least grave severity that is told") @Default("SEV3") Severity min)
            implements NotifierConfig {

        public Config {
            String problem = HttpPost.problem(url);
            if (problem == null && topicOf(url).isEmpty()) {
                problem = "must end with the topic, as in https://ntfy.sh/TOPIC";
            }
            if (problem == null && token != null && !token.matches("[!-~]{1,500}")) {
                throw new BadRequest("token must be printable characters without spaces");
            }
            if (problem != null) {
                throw new BadRequest("url " + problem);
            }
        }

        @Override
        public Notifier open(Context context) {
            String path = url.getRawPath();
            String root = path.substring(0, path.lastIndexOf(topicOf(url)));
            return new NtfyNotifier(
                    topicOf(url),
                    token == null ? Map.of() : Map.of("Authorization", "Bearer " + token),
                    new HttpPost(url.resolve(root.isEmpty() ? "/" : root), context.clock()));
        }

        /// Without the topic and the token, which are secrets.
        @Override
        public String toString() {
            return "ntfy at " + HttpPost.shown(url) + " from " + min;
        }

        private static String topicOf(URI url) {
            String path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    @Override
    public Delivery send(Notification notification) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("topic", topic);
        message.put("title", Addresses.broken(notification.title()));
        message.put("message", body(notification));
        message.put("priority", priority(notification));
        message.put("tags", List.of(tag(notification)));
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Idempotency-Key", HeaderText.of(notification.id()));
        return post.send(JSON.writeValueAsString(message), all);
    }

    /// Under ntfy's 4,096 bytes, beyond which a message becomes an attachment.
    private static String body(Notification notification) {
        StringBuilder body = new StringBuilder();
        int bytes = 0;
        for (String line : notification.lines()) {
            String shown = Addresses.broken(line);
            int more = shown.getBytes(StandardCharsets.UTF_8).length + 1;
            if (bytes + more > MOST_BYTES) {
                shown = Characters.cut(shown, Math.max(1, (MOST_BYTES - bytes) / 4)).text();
                return body.append(shown).append("\n…").toString();
            }
            body.append(shown).append('\n');
            bytes += more;
        }
        return body.toString().strip();
    }

    private static int priority(Notification notification) {
        if (notification.kind() == Notification.Kind.RESOLVED) {
            return 3;
        }
        if (notification.kind() == Notification.Kind.URGENT) {
            return notification.severity().atLeast(Severity.SEV2) ? 5 : 4;
        }
        return switch (notification.severity()) {
            case SEV1 -> 5;
            case SEV2 -> 4;
            case SEV3 -> 3;
            case SEV4 -> 2;
        };
    }

    private static String tag(Notification notification) {
        if (notification.kind() == Notification.Kind.RESOLVED) {
            return "white_check_mark";
        }
        return notification.severity().atLeast(Severity.SEV2) ? "rotating_light" : "warning";
    }
}

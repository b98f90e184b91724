package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A metric as `assess_metric` judges it.
///
/// @param verdict `normal`, `unusual`, `concerning` or `cannot tell`
/// @param why its first sentence, or empty
/// @param since since when it is not normal, or null
/// @param changed when its level last changed, or null
/// @param rises whether its trend or its last change of level goes up
/// @param full when its limit will be reached, in words, or empty
public record Assessed(
        String metric,
        String verdict,
        String why,
        @Nullable Instant since,
        @Nullable Instant changed,
        boolean rises,
        String full,
        String evidence) {

    private static final Pattern CHANGE =
            Pattern.compile("(\\S+): (-?[\\d.eE+-]+) -> (-?[\\d.eE+-]+)");

    static Assessed of(String metric, Reply reply) {
        Map<String, Object> content = reply.content();
        String why =
                content.get("why") instanceof List<?> all && !all.isEmpty()
                        ? String.valueOf(all.getFirst())
                        : "";
        String trend = String.valueOf(content.getOrDefault("trend", ""));
        Instant changed = null;
        boolean up = trend.contains(" a day") && !trend.startsWith("-");
        if (content.get("changes") instanceof List<?> changes && !changes.isEmpty()) {
            Matcher change = CHANGE.matcher(String.valueOf(changes.getLast()));
            if (change.matches()) {
                changed = new Reply.Row(Map.of("time", change.group(1))).time("time");
                up |= parsed(change.group(3)) > parsed(change.group(2));
            }
        }
        return new Assessed(
                metric,
                String.valueOf(content.get("verdict")),
                why,
                new Reply.Row(content).time("since"),
                changed,
                up,
                content.get("forecast") instanceof Map<?, ?> forecast
                                && forecast.get("reached_in") != null
                        ? String.valueOf(forecast.get("reached_in"))
                        : "",
                reply.evidence());
    }

    private static double parsed(@Nullable String text) {
        try {
            return text == null ? 0 : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /// Whether it is out of the ordinary.
    public boolean odd() {
        return verdict.equals("concerning") || verdict.equals("unusual");
    }
}

package dev.watchkeeper.investigate.playbook.scene;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether more was asked of the service than before.
///
/// @param what what came more often, or what was looked at
/// @param ratio how many times as often as before, the largest of what arrives
/// @param rose when it began to rise, or null
/// @param evidence the answers that show it; empty where nothing tells
public record Demand(String what, double ratio, @Nullable Instant rose, List<String> evidence) {

    private static final double MORE = 1.7;

    private static final Pattern ARRIVES =
            Pattern.compile(
                    "(?i)(queued|enqueue|accepted|received|created|submitted|arriv|request|upload|order|signup|"
                            + "ingest|incoming|posted|scheduled|http|visit|login|search|published|produced)");

    /// Whether anything tells how much was asked.
    public boolean known() {
        return !evidence.isEmpty();
    }

    /// Whether clearly more was asked.
    public boolean more() {
        return known() && ratio >= MORE;
    }

    /// Whether as much was asked as before.
    public boolean steady() {
        return known() && ratio < 1.45;
    }

    /// Whether a type of event says by its name that something was asked of the service.
    public static boolean arrives(String type) {
        return ARRIVES.matcher(type).find();
    }

    static Demand of(Scene scene) {
        var all = new ArrayList<Demand>();
        for (String queue : scene.overview().queues().stream().limit(2).toList()) {
            String metric = queue + ".enqueued";
            if (scene.overview().number(metric).isPresent()) {
                Series series = scene.measured().series(metric);
                if (series != null && !Double.isNaN(series.ratio())) {
                    all.add(
                            new Demand(
                                    metric,
                                    series.ratio(),
                                    series.rose(),
                                    List.of(series.evidence())));
                }
            }
        }
        Attempts attempts = scene.attempts();
        if (attempts != null) {
            all.add(
                    new Demand(
                            "first attempts of calls (" + attempts.field() + ")",
                            attempts.first(),
                            null,
                            attempts.evidence()));
        }
        List<Flow> arrivals =
                scene.flows().stream()
                        .filter(flow -> ARRIVES.matcher(flow.type()).find())
                        .filter(flow -> !GroupsQuestion.FAILS.matcher(flow.type()).find())
                        .filter(flow -> Math.max(flow.since(), flow.before()) >= 20)
                        .toList();
        arrivals.forEach(
                flow -> all.add(new Demand(flow.type(), flow.ratio(), null, flow.evidence())));
        return all.stream()
                .max((a, b) -> Double.compare(a.ratio(), b.ratio()))
                .orElse(new Demand("what arrives", 1, null, List.of()));
    }
}

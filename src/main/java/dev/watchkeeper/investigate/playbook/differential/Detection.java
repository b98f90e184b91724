package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.scene.Figure;
import dev.watchkeeper.investigate.playbook.scene.Flow;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.model.Finding;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Checks by which the same would be seen at once the next time, in the form of `proposed_checks`:
/// a bound of a metric that there is, or of a count of events that nobody counts yet. Only what the
/// figures at hand show to hold now and not before is proposed; a check that nobody can accept as
/// it stands is none.
public final class Detection {

    private static final int MOST = 2;

    /// A count is taken by the minute; a bound below this would be crossed by chance.
    private static final double ENOUGH_A_MINUTE = 2;

    /// So much of its usual has to be missing for long enough that it comes by chance once in a
    /// thousand times: with a Poisson process, seven times its mean distance.
    private static final double DISTANCES = 7;

    private static final double LONGEST_MINUTES = 120;
    private static final Duration SHARE = Duration.ofMinutes(20);
    private static final Pattern NO_NAME = Pattern.compile("[^a-z0-9_]+");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,60}");

    private final Scene scene;
    private final List<Map<String, Object>> proposed = new ArrayList<>();

    private Detection(Scene scene) {
        this.scene = scene;
    }

    /// At most two, those first that fit the cause; none where no cause is named.
    public static List<Map<String, Object>> of(Scene scene, Differential differential) {
        Considered how = differential.mechanism();
        if (how == null) {
            return List.of();
        }
        var detection = new Detection(scene);
        switch (how.hypothesis()) {
            case DataLoss _ -> {
                detection.missing();
                detection.silence();
            }
            case DoneTwice _ -> detection.more();
            case DeadLoop _, StalePipeline _, LostWorker _, NothingArrives _ -> detection.silence();
            default -> {
                detection.bound();
                detection.failing();
            }
        }
        return detection.proposed.stream().limit(MOST).toList();
    }

    /// The share of what should follow in what it follows from.
    private void missing() {
        Pair pair = Pair.missing(scene);
        if (pair == null || pair.then().since() >= 0.8 * pair.first().since()) {
            return;
        }
        double now = 100 * pair.then().since() / Math.max(1, pair.first().since());
        long bound = Math.round((now + 100) / 2);
        propose(
                pair.then().type() + " in percent of " + pair.first().type(),
                name(pair.then().type()) + "_of_" + name(pair.first().type()),
                "< " + bound + " for " + SHARE.toMinutes() + "m",
                String.format(
                        Locale.ROOT,
                        "It is %.0f%% since the onset; in as long a time before %.0f of %.0f came, and on the day before %.0f of %.0f",
                        now,
                        pair.then().before(),
                        pair.first().before(),
                        pair.then().dayBefore(),
                        pair.first().dayBefore()),
                pair.then().stream(),
                List.of(pair.then().type()),
                List.of(pair.first().type()));
    }

    /// The share of what should follow once in what it follows from. A share above a hundred is no
    /// share: what is bounded is the other way round.
    private void more() {
        Pair pair = Pair.doubled(scene);
        if (pair == null) {
            return;
        }
        double now = 100 / pair.ratio();
        propose(
                pair.first().type() + " in percent of " + pair.then().type(),
                name(pair.first().type()) + "_of_" + name(pair.then().type()),
                "< " + Math.round((now + 100) / 2) + " for " + SHARE.toMinutes() + "m",
                String.format(
                        Locale.ROOT,
                        "It is %.0f%% since the onset; in as long a time before %.0f and %.0f came, on the day before %.0f and %.0f",
                        now,
                        pair.first().before(),
                        pair.then().before(),
                        pair.first().dayBefore(),
                        pair.then().dayBefore()),
                pair.first().stream(),
                List.of(pair.first().type()),
                List.of(pair.then().type()));
    }

    /// What came regularly and stopped.
    private void silence() {
        scene.flows().stream()
                .filter(flow -> flow.vanished() && !flow.fails())
                .max(Comparator.comparingDouble(Flow::before))
                .ifPresent(flow -> {
                    double usual = Math.min(flow.before(), flow.dayBefore());
                    long minutes = (long) Math.ceil(DISTANCES * flow.minutes() / usual);
                    if (minutes <= LONGEST_MINUTES) {
                        propose(
                                "how often " + flow.type() + " comes in a minute",
                                name(flow.type()) + "_count",
                                "< 1 for " + Math.max(5, minutes) + "m",
                                String.format(
                                        Locale.ROOT,
                                        "It came %.0f times in %.0f minutes since the onset, %.0f times in as long a time before; so long a silence is seven times its usual distance",
                                        flow.since(),
                                        flow.minutes(),
                                        flow.before()),
                                flow.stream(),
                                List.of(flow.type()),
                                List.of());
                    }
                });
    }

    /// What fails far more often.
    private void failing() {
        scene.flows().stream()
                .filter(flow -> (flow.fails() && flow.surged()) || flow.erupted())
                .filter(flow -> flow.since() / Math.max(1, flow.minutes()) >= ENOUGH_A_MINUTE)
                .max(Comparator.comparingDouble(Flow::since))
                .ifPresent(flow -> {
                    double minutes = Math.max(1, flow.minutes());
                    double now = flow.since() / minutes;
                    double usual = Math.max(flow.before(), flow.dayBefore()) / minutes;
                    long bound = Math.max(1, Math.round(Math.sqrt(now * Math.max(usual, 0.25))));
                    if (bound <= 0.6 * now && bound >= 2 * usual) {
                        propose(
                                "how often " + flow.type() + " comes in a minute",
                                name(flow.type()) + "_count",
                                "> " + bound + " for 5m",
                                String.format(
                                        Locale.ROOT,
                                        "It comes %.1f times a minute since the onset; in as long a time before it came %.1f times a minute",
                                        now,
                                        usual),
                                flow.stream(),
                                List.of(flow.type()),
                                List.of());
                    }
                });
    }

    /// A metric that left its usual and has no bound yet.
    private void bound() {
        Optional<Figure> odd =
                scene.overview().numbers().stream()
                        .filter(n -> n.concerning() && n.now() > n.high() && n.high() > 0)
                        .filter(n -> n.unit().isEmpty() || !n.unit().contains(" "))
                        .filter(this::unbounded)
                        .max(Comparator.comparingDouble(n -> n.now() / n.high()));
        odd.filter(n -> n.now() >= 1.5 * n.high())
                .ifPresent(n -> {
                    String bound = rounded(Math.sqrt(n.now() * n.high()));
                    propose(
                            n.name(),
                            n.name(),
                            "> " + bound + " for 10m",
                            "It is "
                                    + Clues.figure(n.now())
                                    + " now; its usual goes up to "
                                    + Clues.figure(n.high())
                                    + ", so that it would hardly have been crossed before",
                            "",
                            List.of(),
                            List.of());
                });
    }

    /// Whether a finding is of it that does not rest on a bound which its owner declared.
    private boolean unbounded(Figure figure) {
        return scene.findings("metrics").stream()
                .filter(f -> f.title().startsWith(figure.name() + ":"))
                .anyMatch(f ->
                        Stream.concat(texts(f), Stream.of(f.title()))
                                .noneMatch(text -> text.contains("declared")));
    }

    private static Stream<String> texts(Finding finding) {
        return finding.facts().stream();
    }

    private static String rounded(double value) {
        double unit = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-9))) - 1);
        double rounded = Math.ceil(value / unit) * unit;
        return rounded >= 10
                ? String.format(Locale.ROOT, "%.0f", rounded)
                : rounded >= 0.1
                        ? String.format(Locale.ROOT, "%.2f", rounded)
                        : BigDecimal.valueOf(rounded).round(new MathContext(2)).toPlainString();
    }

    private static String name(String type) {
        String name = NO_NAME.matcher(type.toLowerCase(Locale.ROOT)).replaceAll("_");
        return name.length() <= 28 ? name : name.substring(0, 28);
    }

    private void propose(
            String what,
            String metric,
            String concerning,
            String why,
            String stream,
            List<String> event,
            List<String> of) {
        boolean known = scene.overview().number(metric).isPresent();
        if (event.isEmpty() ? !known : known || !NAME.matcher(metric).matches()) {
            return;
        }
        var check =
                OrderedFields.of(
                        "condition",
                        Wording.head(what, 200) + " " + concerning,
                        "why",
                        Wording.head(why, 500),
                        "metric",
                        metric,
                        "concerning",
                        concerning);
        if (!event.isEmpty()) {
            check.put("stream", stream);
            check.put("event", event);
        }
        if (!of.isEmpty()) {
            check.put("of", of);
        }
        proposed.add(check);
    }
}

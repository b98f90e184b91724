package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.ApiSeen;
import dev.watchkeeper.investigate.playbook.scene.Attempts;
import dev.watchkeeper.investigate.playbook.scene.Demand;
import dev.watchkeeper.investigate.playbook.scene.Figure;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Repeats;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.investigate.playbook.scene.Series;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What fails is tried again at once and many times, which multiplies the load.
final class RetryStorm implements Hypothesis {

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?i)\\bretr(y|ied|ies|ying)\\b|\\battempts?\\b|giving up after|immediate(ly)?|tried again");
    private static final Pattern METRIC = Pattern.compile("(?i).*(retr|attempt|_per_|amplif).*");

    @Override
    public String name() {
        return "retry storm";
    }

    @Override
    public double prior() {
        return -10;
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                RateLimit.class,
                ErrorBurst.class,
                SlowDependency.class,
                FailingDependency.class,
                DatabaseLocked.class,
                PoolExhausted.class,
                SlowProcessing.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Repeats repeats = scene.repeats();
        if (repeats != null && repeats.times() >= 3) {
            to.add(
                    Channel.GROUPS,
                    repeats.atOnce() ? 8 : -4,
                    "one request or job shows "
                            + repeats.times()
                            + " times \""
                            + Wording.head(repeats.what(), 100)
                            + "\" within "
                            + Clues.figure(repeats.millis() / 1000.0)
                            + " s: "
                            + (repeats.atOnce()
                                    ? "it is attempted again at once"
                                    : "with growing pauses, as a back-off does"),
                    repeats.quotes().isEmpty() ? null : repeats.quotes().getFirst(),
                    List.of(repeats.evidence()));
        }
        Demand demand = scene.demand();
        @Nullable Attempts attempts = scene.attempts();
        @Nullable Calls calls = calls(scene);
        if (attempts != null) {
            boolean more = attempts.since() >= 1.5 * attempts.before() && attempts.since() >= 1.7;
            to.add(
                    Channel.NUMBERS,
                    more ? attempts.since() >= 3.5 ? 12 : 8 : -10,
                    "for each first attempt there are "
                            + Clues.figure(attempts.since())
                            + " attempts, before "
                            + Clues.figure(attempts.before())
                            + "; first attempts come "
                            + Clues.figure(attempts.first())
                            + " times as often as before",
                    null,
                    attempts.evidence());
            if (attempts.first() >= 1.7) {
                to.add(
                        Channel.NUMBERS,
                        -8,
                        "first attempts alone come "
                                + Clues.figure(attempts.first())
                                + " times as often: more was asked",
                        null,
                        attempts.evidence());
            }
        } else if (calls != null && calls.times() >= 1.7 && demand.known()) {
            boolean multiplied = calls.times() >= 1.7 * Math.max(1, demand.ratio());
            to.add(
                    Channel.NUMBERS,
                    multiplied ? calls.times() >= 2.5 ? 10 : 5 : -14,
                    calls.what()
                            + " "
                            + Clues.figure(calls.times())
                            + " times as often as before, "
                            + demand.what()
                            + " "
                            + Clues.figure(demand.ratio())
                            + " times: "
                            + (multiplied
                                    ? "calls for the same work"
                                    : "as much more as was asked"),
                    null,
                    calls.evidence());
        } else if (calls != null && calls.times() < 1.4) {
            to.add(
                    Channel.NUMBERS,
                    -10,
                    calls.what()
                            + " "
                            + Clues.figure(calls.times())
                            + " times as often as before: they are not multiplied",
                    null,
                    calls.evidence());
        }
        Optional<Figure> ratio =
                scene.overview().numbers().stream()
                        .filter(n -> METRIC.matcher(n.name()).matches() && n.odd() && n.above())
                        .filter(n -> !n.part().equals("retries") || n.now() > 0)
                        .findFirst();
        ratio.ifPresent(n ->
                to.add(
                        Channel.CHECKS,
                        n.part().equals("retries") ? 3 : n.concerning() ? 10 : 4,
                        n.name()
                                + " is "
                                + n.verdict()
                                + ": "
                                + Clues.figure(n.now())
                                + " now, usually "
                                + Clues.figure(n.usual()),
                        n.evidence()));
        boolean shown = to.anyFor();
        Optional<Kind> said =
                Clues.said(scene, to, WORDS, shown ? 5 : 2, "that something is tried again");
        if (!shown) {
            to.add(
                    Channel.NUMBERS,
                    -8,
                    "nothing shows that one request makes more attempts than before",
                    scene.overview().evidence());
            return;
        }
        String whom =
                calls == null
                        ? said.map(kind -> Clues.named(scene, kind.words())).orElse("")
                        : calls.whom();
        to.cause(
                        "retries without back-off multiply the calls"
                                + (whom.isEmpty() ? "" : " to " + whom)
                                + (calls == null || calls.times() < 1.7
                                        ? ""
                                        : " to " + Clues.figure(calls.times()) + " times the usual")
                                + (repeats != null && repeats.atOnce()
                                        ? " (one request makes "
                                                + repeats.times()
                                                + " attempts within "
                                                + Clues.figure(repeats.millis() / 1000.0)
                                                + " s)"
                                        : "")
                                + Clues.since(scene.onset())
                                + said.map(kind -> "; " + Clues.quoted(kind)).orElse(""))
                .since(scene.onset())
                .disprovedBy(
                        "the calls for each request staying as many after retries are spaced out or switched off")
                .remedy(
                        "mitigate",
                        "Limit the attempts"
                                + (whom.isEmpty() ? "" : " to " + whom)
                                + " to one until the errors end")
                .remedy("fix", "Retry with exponential back-off and jitter, and honour Retry-After")
                .remedy(
                        "detect",
                        "Alarm on the calls for each request: concerning above 1.5 for 5 minutes");
    }

    /// How many times as often something is called as before.
    private record Calls(String what, String whom, double times, List<String> evidence) {}

    private static @Nullable Calls calls(Scene scene) {
        for (ApiSeen api : scene.measured().apis()) {
            Series series = scene.measured().series(api.name() + ".calls");
            if (series != null && !Double.isNaN(series.ratio())) {
                return new Calls(
                        "calls to " + api.name() + " come",
                        api.name(),
                        series.ratio(),
                        List.of(series.evidence(), api.evidence()));
            }
        }
        return null;
    }
}

package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Questions;
import dev.watchkeeper.model.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is measured: queues, APIs, the machine, metrics.
public final class Measured {

    private static final int MOST = 2;
    private static final Duration BEFORE = Duration.ofMinutes(90);

    private final Questions questions;
    private final Overview overview;
    private final List<Finding> findings;
    private final Supplier<Instant> onset;

    Measured(
            Questions questions,
            Overview overview,
            List<Finding> findings,
            Supplier<Instant> onset) {
        this.questions = questions;
        this.overview = overview;
        this.findings = findings;
        this.onset = onset;
    }

    /// The queues that have something out of the ordinary or that a finding is of, at most two.
    public List<QueueSeen> queues() {
        return oddOwners(overview.queues(), "workers").stream()
                .map(name ->
                        questions
                                .ask("get_queue_stats", OrderedFields.of("queue", name))
                                .map(reply -> QueueSeen.of(name, reply)))
                .flatMap(Optional::stream)
                .toList();
    }

    /// The APIs that have something out of the ordinary or that a finding is of, at most two.
    public List<ApiSeen> apis() {
        return oddOwners(overview.apis(), "limits").stream()
                .map(name ->
                        questions
                                .ask("get_api_usage", OrderedFields.of("api", name))
                                .map(reply -> ApiSeen.of(name, reply)))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<String> oddOwners(List<String> names, String check) {
        return names.stream()
                .filter(name ->
                        overview.numbers().stream().anyMatch(n -> n.odd() && n.owner().equals(name))
                                || overview.unread().stream()
                                        .anyMatch(n -> n.startsWith(name + "."))
                                || findings.stream()
                                        .anyMatch(f ->
                                                f.check().equals(check)
                                                        && f.subject().equals(name)))
                .limit(MOST)
                .toList();
    }

    /// The machine, or null where it was not answered.
    public @Nullable HostSeen host() {
        return questions.ask("get_host_metrics", OrderedFields.of()).map(HostSeen::of).orElse(null);
    }

    /// A metric judged, or null where it was not answered.
    public @Nullable Assessed assessed(String metric) {
        return questions
                .ask("assess_metric", OrderedFields.of("metric", metric))
                .map(reply -> Assessed.of(metric, reply))
                .orElse(null);
    }

    /// A metric from an hour and a half before the onset until now, or null.
    public @Nullable Series series(String metric) {
        Instant from = onset.get().minus(BEFORE);
        return questions
                .ask(
                        "query_metric",
                        OrderedFields.of("metric", metric, "from", from.toString(), "points", 75))
                .map(reply -> Series.of(metric, reply, from, onset.get()))
                .orElse(null);
    }
}

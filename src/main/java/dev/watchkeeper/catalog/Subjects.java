package dev.watchkeeper.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a finding is about, among what tools.yaml declares.
///
/// @param catalog what is declared
public record Subjects(Catalog catalog) {

    private static final String HOST = "host.";

    /// What a name is; a metric of a queue is both. Empty for what is not declared.
    public List<SubjectKind> kinds(String subject) {
        var kinds = new ArrayList<SubjectKind>();
        if (catalog.logs().containsKey(subject)) {
            kinds.add(SubjectKind.LOG);
        }
        if (catalog.events().containsKey(subject)) {
            kinds.add(SubjectKind.EVENTS);
        }
        if (queue(subject).isPresent()) {
            kinds.add(SubjectKind.QUEUE);
        }
        if (api(subject).isPresent()) {
            kinds.add(SubjectKind.API);
        }
        if (subject.startsWith(HOST)) {
            kinds.add(SubjectKind.HOST);
        }
        if (subject.startsWith(HOST) || catalog.metrics().containsKey(subject)) {
            kinds.add(SubjectKind.METRIC);
        }
        return kinds;
    }

    /// The queue that a name is, or of which it is a metric.
    public Optional<Queue> queue(String subject) {
        Queue named = catalog.queues().get(subject);
        return named != null
                ? Optional.of(named)
                : catalog.queues().values().stream()
                        .filter(queue -> holds(queue.parts().values(), subject))
                        .findFirst();
    }

    /// The API that a name is, or of which it is a metric.
    public Optional<Api> api(String subject) {
        Api named = catalog.apis().get(subject);
        return named != null
                ? Optional.of(named)
                : catalog.apis().values().stream()
                        .filter(api -> holds(api.metrics().values(), subject))
                        .findFirst();
    }

    /// The metric that a name is; of a queue its first, of an API its calls.
    public Optional<Metric> metric(String subject) {
        Metric named = catalog.metrics().get(subject);
        if (named != null) {
            return Optional.of(named);
        }
        return queue(subject)
                .map(queue -> queue.parts().values())
                .or(() -> api(subject).map(api -> api.metrics().values()))
                .flatMap(parts -> parts.stream().findFirst());
    }

    /// The event stream that a name is, or that it is made of.
    public Optional<EventStream> events(String subject) {
        EventStream named = catalog.events().get(subject);
        if (named != null) {
            return Optional.of(named);
        }
        return api(subject)
                .map(api -> api.calls().stream())
                .or(() ->
                        metric(subject)
                                .flatMap(metric -> Optional.ofNullable(metric.origin().stream()))
                                .flatMap(name -> Optional.ofNullable(catalog.events().get(name))));
    }

    private static boolean holds(Iterable<Metric> metrics, String name) {
        for (Metric metric : metrics) {
            if (metric.name().equals(name)) {
                return true;
            }
        }
        return false;
    }
}

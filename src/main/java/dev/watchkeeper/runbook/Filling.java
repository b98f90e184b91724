package dev.watchkeeper.runbook;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.Runbook;
import dev.watchkeeper.catalog.RunbookStep;
import dev.watchkeeper.catalog.Subjects;
import dev.watchkeeper.model.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The steps of runbooks for one finding: what stands for each placeholder.
public final class Filling {

    private static final Duration AROUND = Duration.ofMinutes(30);

    /// Of how many logs, event streams, queues or APIs a step is asked at most.
    private static final int MOST_STREAMS = 4;

    private final Map<Placeholder, List<String>> values = new EnumMap<>(Placeholder.class);

    /// @param catalog what is declared
    /// @param now when the steps are taken
    public Filling(Finding finding, Catalog catalog, Instant now) {
        var subjects = new Subjects(catalog);
        String subject = finding.subject();
        Optional<String> events = subjects.events(subject).map(EventStream::name);
        boolean log = catalog.logs().containsKey(subject);
        put(Placeholder.SUBJECT, Optional.of(subject));
        put(Placeholder.STREAM, log ? Optional.of(subject) : events);
        values.put(Placeholder.LOG, log ? List.of(subject) : some(catalog.logs().keySet()));
        values.put(
                Placeholder.EVENTS,
                events.map(List::of).orElseGet(() -> some(catalog.events().keySet())));
        put(Placeholder.METRIC, subjects.metric(subject).map(Metric::name));
        values.put(
                Placeholder.QUEUE,
                subjects.queue(subject)
                        .map(queue -> List.of(queue.name()))
                        .orElseGet(() -> some(catalog.queues().keySet())));
        values.put(
                Placeholder.API,
                subjects.api(subject)
                        .map(api -> List.of(api.name()))
                        .orElseGet(() -> some(catalog.apis().keySet())));
        put(Placeholder.FINDING, Optional.of(finding.id()));
        Instant onset = finding.first();
        Instant until = onset.plus(AROUND);
        put(Placeholder.FROM, Optional.of(onset.minus(AROUND).toString()));
        put(Placeholder.ONSET, Optional.of(onset.toString()));
        put(Placeholder.UNTIL, Optional.of((until.isBefore(now) ? until : now).toString()));
    }

    private void put(Placeholder placeholder, Optional<String> value) {
        values.put(placeholder, value.map(List::of).orElse(List.of()));
    }

    private static List<String> some(Collection<String> names) {
        return names.stream().limit(MOST_STREAMS).toList();
    }

    /// The steps in their order. One that is asked of each log becomes several.
    public List<FilledStep> of(Runbook runbook) {
        var filled = new ArrayList<FilledStep>();
        int number = 0;
        for (RunbookStep step : runbook.steps()) {
            number++;
            Optional<Placeholder> unknown =
                    used(step.arguments()).stream()
                            .filter(one -> values.getOrDefault(one, List.of()).isEmpty())
                            .findFirst();
            if (unknown.isPresent()) {
                filled.add(new FilledStep(number, step, Map.of(), none(unknown.get())));
                continue;
            }
            for (Map<Placeholder, String> choice : choices(used(step.arguments()))) {
                filled.add(new FilledStep(number, step, map(step.arguments(), choice), null));
            }
        }
        return List.copyOf(filled);
    }

    private static String none(Placeholder placeholder) {
        return switch (placeholder) {
            case LOG -> "no log stream is declared";
            case EVENTS -> "no event stream is declared";
            case QUEUE -> "no queue is declared";
            case API -> "no API is declared";
            default -> "the finding is about no " + placeholder.word();
        };
    }

    /// Every way to choose a value for each placeholder: one, where the finding says which.
    private List<Map<Placeholder, String>> choices(List<Placeholder> used) {
        List<Map<Placeholder, String>> choices = List.of(Map.of());
        for (Placeholder one : used) {
            var more = new ArrayList<Map<Placeholder, String>>();
            for (Map<Placeholder, String> choice : choices) {
                for (String value : values.getOrDefault(one, List.of())) {
                    var grown = new EnumMap<Placeholder, String>(Placeholder.class);
                    grown.putAll(choice);
                    grown.put(one, value);
                    more.add(grown);
                }
            }
            choices = more;
        }
        return choices;
    }

    private static List<Placeholder> used(Object value) {
        var used = new ArrayList<Placeholder>();
        for (Placeholder one : Placeholder.values()) {
            if (holds(value, "{" + one.word() + "}")) {
                used.add(one);
            }
        }
        return used;
    }

    private static boolean holds(Object value, String text) {
        return switch (value) {
            case Map<?, ?> map -> map.values().stream().anyMatch(one -> holds(one, text));
            case Collection<?> items -> items.stream().anyMatch(one -> holds(one, text));
            default -> value.toString().contains(text);
        };
    }

    private static Map<String, Object> map(Map<?, ?> arguments, Map<Placeholder, String> choice) {
        var filled = new LinkedHashMap<String, Object>();
        arguments.forEach((key, value) -> filled.put(String.valueOf(key), fill(value, choice)));
        return filled;
    }

    private static Object fill(Object value, Map<Placeholder, String> choice) {
        return switch (value) {
            case Map<?, ?> map -> map(map, choice);
            case Collection<?> items -> items.stream().map(item -> fill(item, choice)).toList();
            case String text -> {
                String filled = text;
                for (var one : choice.entrySet()) {
                    filled = filled.replace("{" + one.getKey().word() + "}", one.getValue());
                }
                yield filled;
            }
            default -> value;
        };
    }
}

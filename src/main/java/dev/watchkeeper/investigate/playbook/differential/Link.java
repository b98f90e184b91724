package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.ask.Words;
import dev.watchkeeper.investigate.playbook.scene.Entry;
import dev.watchkeeper.investigate.playbook.scene.Group;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Moved;
import dev.watchkeeper.investigate.playbook.scene.QueueSeen;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.investigate.playbook.scene.Shift;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a change shares with what fails or is slow: a value that the failing have and the others
/// have not, the part of the service that was changed and that fails, or words.
///
/// @param weight in decibans; below 0 where it is nothing
/// @param words what it is, as a clause
/// @param shownBy the answers that show it
/// @param shared the words that both speak, if that is what they share
record Link(double weight, String words, List<String> shownBy, Set<String> shared) {

    private static final int SHORTEST_NAME = 2;
    private static final Pattern CACHE = Pattern.compile("(?i)cache|\\b(hit|miss)\\b");

    private static Link of(double weight, String words, String... shownBy) {
        return new Link(weight, words, List.of(shownBy), Set.of());
    }

    /// @param near whether it was made so shortly before that it is worth a question
    static Link of(Shift shift, Scene scene, boolean near) {
        return first(
                        List.of(
                                () -> group(shift, scene),
                                () -> carried(shift, scene),
                                () -> worker(shift, scene),
                                () -> near ? Slowness.link(shift, scene) : Optional.empty()))
                .or(() ->
                        heaviest(
                                Stream.of(
                                        spoken(shift, scene, near),
                                        near ? Part.same(shift, scene) : Optional.<Link>empty(),
                                        emptied(shift, scene))))
                .or(() -> near ? Part.other(shift, scene) : Optional.empty())
                .orElseGet(() -> nothing(scene));
    }

    private static Optional<Link> first(List<Supplier<Optional<Link>>> links) {
        return links.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Link> heaviest(Stream<Optional<Link>> links) {
        return links.flatMap(Optional::stream).max(Comparator.comparingDouble(Link::weight));
    }

    private static Link nothing(Scene scene) {
        return scene.leading() == null
                ? of(-4, "nothing was logged that it could be compared with; only the time fits")
                : of(-9, "it shares nothing with what fails; only the time fits");
    }

    private static Optional<Link> group(Shift shift, Scene scene) {
        return scene.groups().stream()
                .filter(Group::tells)
                .filter(g ->
                        Words.names(shift.text(), g.field(), g.value())
                                || g.value().equals(shift.version()))
                .findFirst()
                .map(g -> of(14, g.words() + ", which it names", g.evidence()));
    }

    private static Optional<Link> carried(Shift shift, Scene scene) {
        Entry example = scene.example();
        String field = example == null ? null : carried(example, shift.text(), shift.version());
        if (example == null || field == null) {
            return Optional.empty();
        }
        boolean version = shift.version() != null && field.endsWith("=" + shift.version());
        return Optional.of(
                of(
                        version ? 14 : 5,
                        "failing entries carry " + Wording.head(field, 80) + ", which it names",
                        example.evidence()));
    }

    private static Optional<Link> worker(Shift shift, Scene scene) {
        for (QueueSeen queue : scene.measured().queues()) {
            for (QueueSeen.Worker worker : queue.workers()) {
                if (Words.names(shift.text(), worker.name())) {
                    return Optional.of(
                            of(
                                    5,
                                    "it names "
                                            + worker.name()
                                            + ", a worker of "
                                            + queue.name()
                                            + ", which is not as usual",
                                    queue.evidence()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Link> spoken(Shift shift, Scene scene, boolean near) {
        String said = shift.text() + (near ? " " + Part.of(shift, scene) : "");
        Set<String> shared = Words.shared(Words.of(said), failing(scene));
        return shared.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Link(
                                shared.size() > 1 ? 7 : 5,
                                "it speaks of what fails ("
                                        + String.join(", ", shared.stream().limit(4).toList())
                                        + ")",
                                List.of(),
                                shared));
    }

    /// A process that starts has lost what it kept in memory.
    private static Optional<Link> emptied(Shift shift, Scene scene) {
        if (shift.kind() == Shift.Sort.CONFIGURATION) {
            return Optional.empty();
        }
        return scene.moved().stream()
                .filter(moved -> CACHE.matcher(moved.what()).find())
                .min(Comparator.comparing(Moved::what))
                .map(moved ->
                        of(
                                5,
                                "a start empties a cache, and "
                                        + Wording.head(moved.what(), 60)
                                        + " is otherwise since ("
                                        + moved.how()
                                        + ")",
                                moved.evidence()));
    }

    /// The field of a failing entry whose value a text names, as `name=value`, or null; of several
    /// that which carries the version.
    private static @Nullable String carried(Entry example, String text, @Nullable String version) {
        for (Map.Entry<String, String> field : example.fields().entrySet()) {
            if (field.getValue().equals(version)) {
                return field.getKey() + "=" + version;
            }
        }
        for (Map.Entry<String, String> field : example.fields().entrySet()) {
            String value = field.getValue();
            if (value.length() >= SHORTEST_NAME
                    && !value.matches("[\\d.]+")
                    && Words.names(text, value)) {
                return field.getKey() + "=" + value;
            }
        }
        String logger = example.logger();
        if (!logger.isEmpty() && Words.names(text, logger)) {
            return "logger=" + logger;
        }
        return null;
    }

    /// The words of what fails.
    private static Set<String> failing(Scene scene) {
        var words = new HashSet<>(Words.of(scene.main().title() + " " + scene.main().subject()));
        for (Kind kind : scene.symptoms()) {
            if (Clues.foremost(scene, kind)) {
                words.addAll(Words.of(kind.words()));
            }
        }
        Entry example = scene.example();
        if (example != null) {
            words.addAll(Words.of(example.words()));
        }
        Stream.of(Pair.missing(scene), Pair.doubled(scene))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .forEach(pair -> words.addAll(Words.of(pair.then().type())));
        return words;
    }

    /// The change's messages, those first that speak of what fails or name a version.
    String foremost(Shift shift) {
        return String.join(
                "; ",
                shift.messages().stream()
                        .sorted(Comparator.comparing(text -> !tells(text, shift)))
                        .toList());
    }

    private boolean tells(String text, Shift shift) {
        String lower = text.toLowerCase(Locale.ROOT);
        return shared.stream().anyMatch(lower::contains)
                || (shared.isEmpty() && shift.version() != null && text.contains(shift.version()));
    }
}

package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.scene.Entry;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.investigate.playbook.scene.Shift;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether the part of the service that was changed is the part that fails: by a field that names
/// the process, or by the log stream where each part has its own.
final class Part {

    private static final Pattern NAMES_PART =
            Pattern.compile(
                    "(?i)(.*[._])?(process|proc|service|svc|unit|component|app|application|program|"
                            + "container|pod|instance|role|syslog_identifier|module|origin)([._]?name)?");

    private static final Pattern NAMES_COPY =
            Pattern.compile("(?i)(.*[._])?(container|pod|instance)([._]?(name|id))?");

    private static final int MOST_KINDS = 2;

    private Part() {}

    /// The part that was changed, as the entry of the change names it, or empty.
    static String of(Shift shift, Scene scene) {
        Entry change = scene.entries().of(shift);
        return change == null
                ? ""
                : change.fields().entrySet().stream()
                        .filter(field -> NAMES_PART.matcher(field.getKey()).matches())
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("");
    }

    /// Where all that fails stands in the part that was changed.
    static Optional<Link> same(Shift shift, Scene scene) {
        Optional<Compared> compared = compared(shift, scene).filter(Compared::same);
        return compared.isPresent()
                ? compared.filter(each -> alike(each, scene)).map(Part::same)
                : ofStream(shift, scene);
    }

    private static Link same(Compared compared) {
        return new Link(
                6,
                "it is of "
                        + compared.field()
                        + "="
                        + Wording.head(compared.changed(), 60)
                        + ", which also logs what fails",
                compared.shownBy(),
                Set.of());
    }

    /// Where what fails is known to stand in another part as well, or only there.
    static Optional<Link> other(Shift shift, Scene scene) {
        return compared(shift, scene)
                .map(compared ->
                        new Link(
                                -9,
                                "it is of "
                                        + compared.field()
                                        + "="
                                        + Wording.head(compared.changed(), 60)
                                        + (compared.same()
                                                ? ", and what fails is logged by others too"
                                                : ", and what fails is logged by "
                                                        + Wording.head(compared.failing(), 60)),
                                compared.shownBy(),
                                Set.of()));
    }

    /// The part that was changed and one that fails.
    private record Compared(String field, String changed, String failing, List<String> shownBy) {
        boolean same() {
            return changed.equals(failing);
        }
    }

    /// By the first field that tells them apart, and is not that of a copy of the same part: all
    /// parts may share the name of the whole.
    private static Optional<Compared> compared(Shift shift, Scene scene) {
        Entry failing = scene.example();
        Entry change = failing == null ? null : scene.entries().of(shift);
        if (failing == null || change == null) {
            return Optional.empty();
        }
        List<Compared> all =
                failing.fields().entrySet().stream()
                        .filter(field -> NAMES_PART.matcher(field.getKey()).matches())
                        .filter(field -> change.fields().containsKey(field.getKey()))
                        .map(field ->
                                new Compared(
                                        field.getKey(),
                                        String.valueOf(change.fields().get(field.getKey())),
                                        field.getValue(),
                                        List.of(change.evidence(), failing.evidence())))
                        .toList();
        return all.stream()
                .filter(each -> !each.same() && !NAMES_COPY.matcher(each.field()).matches())
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /// Whether another kind of what fails, if there is one, stands in the same part: what several
    /// parts suffer from was hardly brought about by a change of one.
    private static boolean alike(Compared compared, Scene scene) {
        return scene.symptoms().stream()
                .filter(kind -> kind.fails() && Clues.foremost(scene, kind))
                .filter(kind -> !kind.equals(scene.leading()))
                .limit(MOST_KINDS)
                .map(kind -> scene.entries().of(kind))
                .flatMap(Optional::stream)
                .map(entry -> entry.fields().getOrDefault(compared.field(), compared.changed()))
                .allMatch(compared.changed()::equals);
    }

    /// Where there are several log streams and all that fails stands in that of the change.
    private static Optional<Link> ofStream(Shift shift, Scene scene) {
        Kind leading = scene.leading();
        if (leading == null
                || scene.overview().logNames().size() < 2
                || !shift.stream().equals(leading.stream())
                || !scene.symptoms().stream()
                        .filter(Kind::fails)
                        .allMatch(kind -> kind.stream().equals(shift.stream()))) {
            return Optional.empty();
        }
        return Optional.of(
                new Link(
                        5,
                        "it stands in " + shift.stream() + ", as does all that fails",
                        List.of(leading.evidence()),
                        Set.of()));
    }
}

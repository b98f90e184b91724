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
import org.jspecify.annotations.Nullable;

/// Whether the part of the service that was changed is the part that fails: by a field that names
/// the process, or by the log stream where each part has its own.
final class Part {

    private static final Pattern NAMES_PART =
            Pattern.compile(
                    "(?i)(.*[._])?(process|proc|service|svc|unit|component|app|application|program|"
                            + "container|pod|instance|role|syslog_identifier|module|origin)([._]?name)?");

    private Part() {}

    static @Nullable Link link(Shift shift, Scene scene) {
        Kind leading = scene.leading();
        Entry failing = scene.example();
        if (leading == null || failing == null) {
            return null;
        }
        Entry change = scene.entries().of(shift);
        Optional<Map.Entry<String, String>> part =
                change == null
                        ? Optional.empty()
                        : failing.fields().entrySet().stream()
                                .filter(field -> NAMES_PART.matcher(field.getKey()).matches())
                                .filter(field -> change.fields().containsKey(field.getKey()))
                                .findFirst();
        if (change != null && part.isPresent()) {
            String field = part.get().getKey();
            boolean same = part.get().getValue().equals(change.fields().get(field));
            return new Link(
                    same ? 6 : -9,
                    same
                            ? "it is of "
                                    + field
                                    + "="
                                    + Wording.head(part.get().getValue(), 60)
                                    + ", which also logs what fails"
                            : "it is of "
                                    + field
                                    + "="
                                    + Wording.head(
                                            String.valueOf(change.fields().get(field)), 60)
                                    + ", and what fails is logged by "
                                    + Wording.head(part.get().getValue(), 60),
                    List.of(change.evidence(), failing.evidence()),
                    Set.of());
        }
        return ofStream(shift, scene, leading);
    }

    /// Where there are several log streams and all that fails stands in that of the change.
    private static @Nullable Link ofStream(Shift shift, Scene scene, Kind leading) {
        boolean alone =
                scene.overview().logNames().size() > 1
                        && shift.stream().equals(leading.stream())
                        && scene.symptoms().stream()
                                .filter(Kind::fails)
                                .allMatch(kind -> kind.stream().equals(shift.stream()));
        return alone
                ? new Link(
                        5,
                        "it stands in " + shift.stream() + ", as does all that fails",
                        List.of(leading.evidence()),
                        Set.of())
                : null;
    }
}

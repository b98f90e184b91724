package dev.watchkeeper.doctor;

import dev.watchkeeper.model.DiagnosticException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// All probes, one after the other.
public final class Checkup {

    private Checkup() {}

    /// What one probe saw.
    public record Section(String probe, List<Observation> observations) {}

    /// Looks at everything.
    ///
    /// @param progress is told what is being looked at
    /// @param seen is given each section when it is there
    public static List<Section> run(
            Installation installation, Consumer<String> progress, Consumer<Section> seen) {
        var sections = new ArrayList<Section>();
        for (Probe probe : Probes.all()) {
            progress.accept("looking at " + probe.name());
            var section = new Section(probe.name(), examined(probe, installation));
            seen.accept(section);
            sections.add(section);
        }
        return List.copyOf(sections);
    }

    private static List<Observation> examined(Probe probe, Installation installation) {
        try {
            return probe.examine(installation);
        } catch (DiagnosticException e) {
            return List.of(Observation.fail(probe.name(), e.text(), "see what it says"));
        }
    }
}

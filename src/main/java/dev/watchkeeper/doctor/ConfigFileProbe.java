package dev.watchkeeper.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/// tools.yaml itself: that it loads is known by now, and here who may change it.
final class ConfigFileProbe implements Probe {

    @Override
    public String name() {
        return "tools.yaml";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        Path file = installation.file();
        var configuration = installation.configuration();
        String fact =
                "loads: "
                        + Amounts.counted(configuration.sources().size(), "source")
                        + ", "
                        + Amounts.counted(installation.catalog().streamNames().size(), "stream")
                        + ", "
                        + Amounts.counted(installation.catalog().metrics().size(), "metric");
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (mode.contains(PosixFilePermission.OTHERS_WRITE)) {
                return List.of(
                        Observation.warn(
                                file.toString(),
                                fact + "; but everybody may change it, and so what is watched",
                                "chmod o-w " + Quoted.word(file)));
            }
        } catch (IOException | UnsupportedOperationException e) {
            return List.of(Observation.ok(file.toString(), fact));
        }
        return List.of(
                installation.catalog().streamNames().isEmpty()
                        ? Observation.warn(
                                file.toString(),
                                fact + "; nothing is watched",
                                "watchkeeper init --output proposal.yaml")
                        : Observation.ok(file.toString(), fact));
    }
}

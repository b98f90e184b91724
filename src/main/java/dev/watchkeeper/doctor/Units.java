package dev.watchkeeper.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The unit files of Watchkeeper on this host.
final class Units {

    private static final List<String> FOLDERS =
            List.of(
                    "/etc/systemd/system",
                    "/usr/local/lib/systemd/system",
                    "/usr/lib/systemd/system",
                    "/lib/systemd/system");

    private Units() {}

    /// True where systemd is the init of the host, as sd_booted(3) tells.
    static boolean systemdRuns(Installation installation) {
        return Files.isDirectory(installation.at("/run/systemd/system"));
    }

    /// The text of a unit file, of the first folder that has it.
    static Optional<String> text(Installation installation, String name) {
        for (String folder : FOLDERS) {
            Path file = installation.at(folder).resolve(name);
            if (Files.isRegularFile(file)) {
                try {
                    return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
                } catch (IOException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}

package dev.watchkeeper.workplace;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;

/// Where the state lies when nobody says: the system's folder when Watchkeeper is installed, else
/// one for each tools.yaml under the XDG state folder, so that two files never share findings or
/// baselines.
public final class StateFolder {

    private static final Path INSTALLED = Path.of("/var/lib/watchkeeper");

    /// The folder of the audit within it.
    public static final String AUDIT = "audit";

    private StateFolder() {}

    public static Path usual(Path config, Map<String, String> environment) {
        if (Files.isDirectory(INSTALLED) && Files.isWritable(INSTALLED)) {
            return INSTALLED;
        }
        Path absolute = config.toAbsolutePath().normalize();
        var crc = new CRC32();
        crc.update(absolute.toString().getBytes(StandardCharsets.UTF_8));
        Path parent = absolute.getParent();
        Path name = parent == null ? null : parent.getFileName();
        return xdg(environment)
                .resolve((name == null ? "root" : name) + "-" + Long.toHexString(crc.getValue()))
                .toAbsolutePath();
    }

    /// Our folder under the XDG state folder.
    public static Path xdg(Map<String, String> environment) {
        String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base =
                xdg.isBlank()
                        ? Path.of(environment.getOrDefault("HOME", "."), ".local", "state")
                        : Path.of(xdg);
        return base.resolve("watchkeeper");
    }
}

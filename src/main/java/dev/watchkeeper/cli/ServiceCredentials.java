package dev.watchkeeper.cli;

import dev.watchkeeper.model.BadConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Secrets that a service manager hands over as files instead of variables, which every child
/// inherits: systemd's `LoadCredential=` puts them into `CREDENTIALS_DIRECTORY`, readable by the
/// service alone. A file that is called like a variable counts as that variable.
final class ServiceCredentials {

    private static final String FOLDER = "CREDENTIALS_DIRECTORY";
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,99}");
    private static final long MOST = 1 << 16;

    private ServiceCredentials() {}

    /// The environment with them. An empty one is not there, so that a unit may name several.
    ///
    /// @throws BadConfig when the folder is named and cannot be read
    static Map<String, String> in(Map<String, String> environment) {
        String folder = environment.getOrDefault(FOLDER, "");
        if (folder.isEmpty()) {
            return environment;
        }
        var all = new HashMap<>(environment);
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (NAME.matcher(name).matches()) {
                    String value = value(file);
                    if (!value.isEmpty()) {
                        all.put(name, value);
                    }
                }
            }
        } catch (IOException e) {
            throw new BadConfig(folder + " ($" + FOLDER + ")", List.of("it cannot be read: " + e));
        }
        return Map.copyOf(all);
    }

    private static String value(Path file) throws IOException {
        if (Files.size(file) > MOST) {
            throw new IOException(file.getFileName() + " has more than 64 KB");
        }
        return Files.readString(file).strip();
    }
}

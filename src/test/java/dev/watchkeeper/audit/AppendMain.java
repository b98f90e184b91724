package dev.watchkeeper.audit;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// Appends as a process of its own: folder, name, count.
final class AppendMain {

    private AppendMain() {}

    public static void main(String[] arguments) {
        try (var log =
                new AuditLog(Path.of(arguments[0]), AuditSettings.USUAL, InstantSource.system())) {
            for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                log.append(Written.call(arguments[1], Map.of("i", i)));
            }
        }
    }
}

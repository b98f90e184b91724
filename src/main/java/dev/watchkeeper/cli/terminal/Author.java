package dev.watchkeeper.cli.terminal;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Words;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who says or decides something at the shell.
public final class Author {

    private static final int LONGEST = 100;

    private Author() {}

    /// The name that was given, or that of the user: of whoever became root, where sudo says so.
    ///
    /// @param given what stands behind `--by`, or null
    public static String of(@Nullable String given, Map<String, String> environment) {
        String user =
                environment.getOrDefault(
                        "SUDO_USER",
                        environment.getOrDefault("USER", System.getProperty("user.name", "")));
        String name = given == null ? user.isBlank() ? "somebody" : user : given;
        if (name.isBlank() || name.length() > LONGEST) {
            throw new BadRequest(
                    "--by must be 1 to " + LONGEST + " characters, got " + Words.quote(name));
        }
        return name.strip();
    }
}

package dev.watchkeeper.investigate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// How Claude Code will identify itself to the API, in the order in which it chooses.
public enum Credential {
    AUTH_TOKEN("the token in ANTHROPIC_AUTH_TOKEN"),
    API_KEY("the key in ANTHROPIC_API_KEY"),
    OAUTH_TOKEN("the token of `claude setup-token` in CLAUDE_CODE_OAUTH_TOKEN"),
    LOGIN("this user's own login (claude /login)"),
    NONE("no credential");

    private final String description;

    Credential(String description) {
        this.description = description;
    }

    /// For a sentence such as "uses …".
    public String description() {
        return description;
    }

    /// The credential that a run with this environment would use.
    public static Credential of(Map<String, String> environment) {
        if (isSet(environment, "ANTHROPIC_AUTH_TOKEN")) {
            return AUTH_TOKEN;
        }
        if (isSet(environment, "ANTHROPIC_API_KEY")) {
            return API_KEY;
        }
        if (isSet(environment, "CLAUDE_CODE_OAUTH_TOKEN")) {
            return OAUTH_TOKEN;
        }
        return loginFile(environment).isPresent() ? LOGIN : NONE;
    }

    /// The file in which Claude Code keeps a login on Linux, when there is one.
    static Optional<Path> loginFile(Map<String, String> environment) {
        String folder = environment.getOrDefault("CLAUDE_CONFIG_DIR", "");
        String home = environment.getOrDefault("HOME", "");
        if (folder.isEmpty() && home.isEmpty()) {
            return Optional.empty();
        }
        Path file =
                (folder.isEmpty() ? Path.of(home, ".claude") : Path.of(folder))
                        .resolve(".credentials.json");
        return Files.isReadable(file) ? Optional.of(file) : Optional.empty();
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }
}

package dev.watchkeeper.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

/// The users of the host, as `/etc/passwd` has them (passwd(5)).
public final class Accounts {

    /// Whom the units as shipped run as.
    public static final String SERVICE_USER = "watchkeeper";

    private Accounts() {}

    /// A user.
    public record Account(String name, long uid, long gid, String home) {}

    /// The user of that name.
    public static Optional<Account> of(java.nio.file.Path root, String name) {
        try {
            return Files.readString(root.resolve("etc/passwd"), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(":", -1))
                    .filter(parts -> parts.length >= 7 && parts[0].equals(name))
                    .filter(parts -> parts[2].matches("\\d{1,10}") && parts[3].matches("\\d{1,10}"))
                    .map(parts ->
                            new Account(
                                    name,
                                    Long.parseLong(parts[2]),
                                    Long.parseLong(parts[3]),
                                    parts[5]))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

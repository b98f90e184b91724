package dev.watchkeeper.access;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/// Where the public keys of an identity provider are.
public sealed interface KeySetLocation {

    /// Over the network.
    record Web(URI url) implements KeySetLocation {}

    /// In a file, for a host that cannot reach its provider; whoever keeps it replaces it when keys
    /// change.
    record InFile(Path file) implements KeySetLocation {}

    /// Reads what tools.yaml says.
    ///
    /// @param folder what a relative path is relative to
    /// @throws IllegalArgumentException when it is neither
    static KeySetLocation parse(Path folder, String text) {
        if (!text.matches("(?i)[a-z][a-z0-9+.-]*://.*")) {
            if (text.isBlank()) {
                throw new IllegalArgumentException("empty");
            }
            return new InFile(folder.resolve(text));
        }
        URI url = URI.create(text);
        if (!isSafe(url)) {
            throw new IllegalArgumentException("not safe");
        }
        return new Web(url);
    }

    /// Whether what is read there comes from where the URL says: https, or this machine.
    static boolean isSafe(URI url) {
        if (url.getScheme() == null
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawFragment() != null) {
            return false;
        }
        return switch (url.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            case "http" -> Set.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
            default -> false;
        };
    }
}

package dev.watchkeeper.source.jsonl;

import dev.watchkeeper.model.Level;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An access log in JSON, as Traefik, Caddy and configured nginx write it. Its level is the graver
/// of the one it names and that of the status: 5xx ERROR, 4xx WARN, else INFO.
final class AccessLine {

    private static final List<String> STATUS = List.of("DownstreamStatus", "status");
    private static final List<String> METHOD =
            List.of("RequestMethod", "request.method", "request_method", "method");
    private static final List<String> PLACE =
            List.of("RequestPath", "request.uri", "request_uri", "uri", "path", "url");

    private AccessLine() {}

    static boolean is(Map<String, Object> leaves) {
        return status(leaves) >= 100
                && JsonKeys.present(METHOD, leaves) != null
                && JsonKeys.present(PLACE, leaves) != null;
    }

    static Level level(Map<String, Object> leaves, @Nullable Level named) {
        int status = status(leaves);
        Level level = status >= 500 ? Level.ERROR : status >= 400 ? Level.WARN : Level.INFO;
        return named != null && named.atLeast(level) ? named : level;
    }

    /// Method, path and status where the server itself says nothing of the request.
    static String message(Map<String, Object> leaves, String said) {
        if (!said.isBlank() && !said.equals("handled request")) {
            return said;
        }
        return value(METHOD, leaves) + " " + value(PLACE, leaves) + " " + status(leaves);
    }

    private static String value(List<String> names, Map<String, Object> leaves) {
        String path = JsonKeys.present(names, leaves);
        return path == null ? "" : String.valueOf(leaves.get(path));
    }

    private static int status(Map<String, Object> leaves) {
        String text = value(STATUS, leaves);
        return text.length() == 3 && text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(text)
                : 0;
    }
}

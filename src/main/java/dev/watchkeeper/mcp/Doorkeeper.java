package dev.watchkeeper.mcp;

import dev.watchkeeper.tool.Session;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Who may talk to the HTTP server, decided from the head of a request alone.
///
/// A page in the user's browser can reach loopback, by a form or by a name that it rebinds to
/// 127.0.0.1. It cannot hide the name it used (Host) nor, where it runs a script, its own (Origin).
final class Doorkeeper {

    private static final String LOOPBACK = "(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?";
    private static final Pattern HOST = Pattern.compile(LOOPBACK, Pattern.CASE_INSENSITIVE);

    /// Browsers write origins in lower case.
    private static final Pattern ORIGIN = Pattern.compile("https?://" + LOOPBACK);

    private static final Pattern BEARER =
            Pattern.compile("Bearer +([A-Za-z0-9._~+/=-]{1,4096})", Pattern.CASE_INSENSITIVE);

    private final Function<String, Optional<Session>> authenticate;

    Doorkeeper(Function<String, Optional<Session>> authenticate) {
        this.authenticate = authenticate;
    }

    /// For every request, whatever its path: why it is turned away, or null.
    static @Nullable HttpRefusal refusal(Request request) {
        HttpFields headers = request.getHeaders();
        List<String> hosts = values(headers, HttpHeader.HOST.asString());
        // Of "POST http://other/mcp", Jetty takes the authority from there.
        String authority = request.getHttpURI().getAuthority();
        if (hosts.size() != 1
                || !HOST.matcher(hosts.getFirst()).matches()
                || (authority != null && !HOST.matcher(authority).matches())) {
            return HttpRefusal.FOREIGN_HOST;
        }
        List<String> origins = values(headers, HttpHeader.ORIGIN.asString());
        if (origins.size() > 1
                || origins.stream().anyMatch(origin -> !ORIGIN.matcher(origin).matches())) {
            return HttpRefusal.FOREIGN_ORIGIN;
        }
        return null;
    }

    /// The session that the request's token opens; empty without a valid token.
    Optional<Session> session(Request request) {
        List<String> given = values(request.getHeaders(), HttpHeader.AUTHORIZATION.asString());
        if (given.size() != 1) {
            return Optional.empty();
        }
        var bearer = BEARER.matcher(given.getFirst());
        return bearer.matches() ? authenticate.apply(bearer.group(1)) : Optional.empty();
    }

    /// Why the body of a request with a valid token is not even read, or null.
    static @Nullable HttpRefusal messageRefusal(Request request) {
        HttpFields headers = request.getHeaders();
        String type = headers.get(HttpHeader.CONTENT_TYPE);
        if (type == null
                || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")
                || headers.contains(HttpHeader.CONTENT_ENCODING)) {
            return HttpRefusal.NOT_JSON;
        }
        // Absent in the first request, and from clients of 2025-03-26, which did not have it.
        List<String> versions = values(headers, "MCP-Protocol-Version");
        return versions.size() > 1 || !Dispatch.VERSIONS.containsAll(versions)
                ? HttpRefusal.VERSION
                : null;
    }

    private static List<String> values(HttpFields headers, String name) {
        return headers.getFields(name).stream()
                .map(HttpField::getValue)
                .map(String::valueOf)
                .toList();
    }
}

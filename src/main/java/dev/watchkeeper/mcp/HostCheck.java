package dev.watchkeeper.mcp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Whether a request means this server, from its head alone, whatever it asks for.
///
/// A page in a user's browser can reach the server, by a form or by a name that it rebinds to our
/// address. It cannot hide the name it used (Host) nor, where it runs a script, its own (Origin).
final class HostCheck {

    private static final int HEADERS = 64;

    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9.-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    /// Browsers write origins in lower case.
    private static final Pattern ORIGIN =
            Pattern.compile("https?://([a-z0-9.-]{1,255}|\\[[0-9a-f:.]{2,45}])(:[0-9]{1,5})?");

    private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

    /// @param hosts further names of this server, in lower case
    HostCheck(List<String> hosts) {
        names.addAll(hosts);
    }

    /// Why the request is turned away, or null.
    @Nullable HttpRefusal refusal(Exchange exchange) {
        Request request = exchange.request();
        if (request.getHeaders().size() > HEADERS) {
            return HttpRefusal.MANY_HEADERS;
        }
        List<String> hosts = exchange.values("Host");
        // Of "POST http://other/mcp", Jetty takes the authority from there.
        String authority = request.getHttpURI().getAuthority();
        if (hosts.size() != 1
                || !ours(AUTHORITY, hosts.getFirst(), request)
                || (authority != null && !ours(AUTHORITY, authority, request))) {
            return HttpRefusal.FOREIGN_HOST;
        }
        List<String> origins = exchange.values("Origin");
        return origins.size() > 1
                        || origins.stream().anyMatch(origin -> !ours(ORIGIN, origin, request))
                ? HttpRefusal.FOREIGN_ORIGIN
                : null;
    }

    private boolean ours(Pattern pattern, String given, Request request) {
        var matcher = pattern.matcher(given);
        if (!matcher.matches()) {
            return false;
        }
        String name = String.valueOf(matcher.group(1)).toLowerCase(Locale.ROOT);
        return names.contains(name) || name.equals(localAddress(request));
    }

    /// The address of ours that the client connected to: no name can be rebound to be it.
    private static @Nullable String localAddress(Request request) {
        if (request.getConnectionMetaData().getLocalSocketAddress()
                instanceof InetSocketAddress local) {
            InetAddress address = local.getAddress();
            String text = address.getHostAddress();
            return text.contains(":") ? "[" + text + "]" : text;
        }
        return null;
    }
}

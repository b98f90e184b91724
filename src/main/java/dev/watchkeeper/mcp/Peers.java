package dev.watchkeeper.mcp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;

/// Where requests come from.
///
/// @param behindProxy whether a proxy on this host is believed about it
record Peers(boolean behindProxy) {

    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final List<String> OF_PROXIES =
            List.of("X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via");

    /// The client's address. Of what a proxy on this host says, the last counts: that it added
    /// itself, the others came with the request.
    String client(Request request) {
        if (behindProxy && loopback(request)) {
            List<String> forwarded = request.getHeaders().getValuesList("X-Forwarded-For");
            if (!forwarded.isEmpty()) {
                String last = forwarded.getLast();
                String address = last.substring(last.lastIndexOf(',') + 1).strip();
                if (ADDRESS.matcher(address).matches()) {
                    return address;
                }
            }
        }
        return Request.getRemoteAddr(request);
    }

    /// Whether the request comes from this host and nobody passed it on.
    boolean local(Request request) {
        HttpFields headers = request.getHeaders();
        return !behindProxy
                && loopback(request)
                && OF_PROXIES.stream().noneMatch(headers::contains);
    }

    private static boolean loopback(Request request) {
        if (request.getConnectionMetaData().getRemoteSocketAddress()
                instanceof InetSocketAddress remote) {
            InetAddress address = remote.getAddress();
            return address != null && address.isLoopbackAddress();
        }
        return false;
    }
}

package dev.watchkeeper.mcp;

import dev.watchkeeper.model.BadRequest;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the HTTP server listens, and by which names it is reached.
///
/// @param host the address to listen on, such as `127.0.0.1` or `0.0.0.0`; another than loopback
///   only with `tls` or `behindProxy`
/// @param port 0 for any free one
/// @param behindProxy whether a proxy that speaks TLS to the clients passes their requests on. The
///   address that it says a client has (the last of `X-Forwarded-For`) is believed then, where the
///   proxy is on this host
/// @param tls null to speak HTTP
/// @param hosts further names by which clients reach the server, without port. Loopback and the
///   address that a connection came in on need not be named
/// @param resource what clients are told of OAuth; null where tokens are pre-shared
/// @param metricsToken whether a bearer token opens `/metrics`, in a time that tells nothing of any
///   token. Without one it is open to clients on this host that no proxy stands before
public record HttpSettings(
        String host,
        int port,
        boolean behindProxy,
        @Nullable Tls tls,
        List<String> hosts,
        @Nullable ProtectedResource resource,
        Predicate<String> metricsToken) {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|::1");
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([a-z0-9.-]{0,252}[a-z0-9])?|\\[[0-9a-f:.]{2,45}]");

    /// A certificate and its key as PEM files, read again when they change.
    ///
    /// @param certificate with the certificates that vouch for it, such as certbot's
    ///   `fullchain.pem`
    /// @param key not encrypted, such as certbot's `privkey.pem`
    public record Tls(Path certificate, Path key) {}

    /// @throws BadRequest when it would speak HTTP on another address than loopback, or a name is
    ///   none
    public HttpSettings {
        host = host.replaceAll("^\\[|]$", "").toLowerCase(Locale.ROOT);
        if (host.isBlank()) {
            throw new BadRequest("--host must be an address such as 127.0.0.1 or 0.0.0.0");
        }
        if (!LOOPBACK.matcher(host).matches() && tls == null && !behindProxy) {
            throw new BadRequest(
                    "serving on "
                            + host
                            + " would send tokens and answers unencrypted: another address than"
                            + " loopback needs --tls-cert and --tls-key, or --behind-proxy where a"
                            + " proxy adds TLS");
        }
        if (port < 0 || port > 65_535) {
            throw new BadRequest("--port must be between 0 and 65535, got " + port);
        }
        hosts = hosts.stream().map(HttpSettings::name).toList();
    }

    /// On 127.0.0.1, for clients on this host.
    public static HttpSettings loopback(int port) {
        return new HttpSettings("127.0.0.1", port, false, null, List.of(), null, _ -> false);
    }

    /// The address as it stands in a URI.
    String hostInUri() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /// Where clients connect to.
    URI endpoint(int actualPort) {
        boolean local = LOOPBACK.matcher(host).matches() && !behindProxy && tls == null;
        String name = local || hosts.isEmpty() ? hostInUri() : hosts.getFirst();
        return URI.create(
                (tls == null ? "http://" : "https://") + name + ":" + actualPort + McpRoute.PATH);
    }

    private static String name(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        String name = lower.contains(":") && !lower.startsWith("[") ? "[" + lower + "]" : lower;
        if (!NAME.matcher(name).matches()) {
            throw new BadRequest(
                    "--allow-host must be a name or an address without port, such as"
                            + " watch.example.org");
        }
        return name;
    }
}

package dev.watchkeeper.cli;

import dev.watchkeeper.access.AccessConfig;
import dev.watchkeeper.access.OAuthConfig;
import dev.watchkeeper.mcp.HttpSettings;
import dev.watchkeeper.mcp.ProtectedResource;
import dev.watchkeeper.model.BadRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where `serve --http` listens, and how.
final class HttpOptions {

    @Option(
            names = "--port",
            defaultValue = "7466",
            description = "The port; 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port = 7466;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen on. Default: ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(
            names = "--tls-cert",
            paramLabel = "PEM",
            description = "The certificate and those that vouch for it; read again when renewed.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "PEM", description = "Its private key.")
    private @Nullable Path key;

    @Option(
            names = "--behind-proxy",
            description = "A proxy in front of us adds TLS; believe it who the client is.")
    private boolean behindProxy;

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description =
                    "A further name that clients reach us by, besides access.hosts of tools.yaml.")
    private List<String> hosts = new ArrayList<>();

    /// @throws BadRequest when only one of certificate and key is given
    HttpSettings settings(AccessConfig access, Map<String, String> environment) {
        if ((certificate == null) != (key == null)) {
            throw new BadRequest("--tls-cert and --tls-key belong together; give both or neither");
        }
        HttpSettings.Tls tls =
                certificate == null || key == null ? null : new HttpSettings.Tls(certificate, key);
        var names = new ArrayList<String>();
        access.hosts().forEach(name -> names.add(name.replaceFirst(":[0-9]+$", "")));
        names.addAll(hosts);
        String metrics = environment.get(MetricsToken.VARIABLE);
        return new HttpSettings(
                host,
                port,
                behindProxy,
                tls,
                names,
                access.oauth() == null ? null : resource(access.oauth()),
                metrics == null ? _ -> false : new MetricsToken(metrics)::is);
    }

    private static ProtectedResource resource(OAuthConfig oauth) {
        return new ProtectedResource(
                oauth.resourceUrl(), List.of(oauth.issuer()), List.copyOf(oauth.scopes().keySet()));
    }
}

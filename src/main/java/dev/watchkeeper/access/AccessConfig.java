package dev.watchkeeper.access;

import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who may come in besides the holders of pre-shared tokens, which are made by `watchkeeper tokens
/// add` and stand in no file.
@Doc("what clients may see; tokens are made by: watchkeeper tokens add")
public record AccessConfig(
        @Doc("what a client over stdio sees; default: everything, and it may write incidents")
                @Default("{write_incident: true}")
                Scope stdio,
        @Doc("an identity provider whose access tokens are taken (OAuth 2.1)")
                @Nullable OAuthConfig oauth,
        @Doc("names besides localhost that clients reach this server by, such as ops.example.org")
                List<String> hosts) {

    private static final Pattern HOST =
            Pattern.compile("(?=.{1,253}(:|$))[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?");

    public AccessConfig {
        for (String host : hosts) {
            if (!HOST.matcher(host).matches() || host.contains("..")) {
                throw new IllegalArgumentException(
                        "hosts: expected a name such as ops.example.org or ops.example.org:8443, in"
                                + " lower case and without a scheme");
            }
        }
    }
}

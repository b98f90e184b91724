package dev.watchkeeper.investigate;

import java.net.URI;
import java.util.List;

/// Where the tools of a run are.
public sealed interface Endpoint {

    /// The variable of the environment that holds the token, for Claude and for a bridge.
    String TOKEN_VARIABLE = "WATCHKEEPER_RUN_TOKEN";

    /// At an address that takes the token as a bearer token.
    record Http(URI address) implements Endpoint {
        public Http {
            if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
                throw new IllegalArgumentException(
                        "an endpoint is an http or https address, got " + address);
            }
        }
    }

    /// Behind a program that speaks MCP over standard input and output, and takes the token from
    /// [#TOKEN_VARIABLE]. It ends with 0 when its input ends at once and the token is good, with 2
    /// when the token is not, and else with something else.
    ///
    /// @param command the program, absolute, and its arguments, none of them secret
    /// @param name what to call the place in a sentence
    record Bridge(List<String> command, String name) implements Endpoint {
        public Bridge {
            command = List.copyOf(command);
            if (command.isEmpty() || !command.getFirst().startsWith("/")) {
                throw new IllegalArgumentException("a bridge is an absolute path and arguments");
            }
        }
    }
}

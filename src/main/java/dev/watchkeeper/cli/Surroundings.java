package dev.watchkeeper.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/// What the process was given to work with.
///
/// @param out for the result, and for the protocol
/// @param err for the talk
/// @param environment the environment variables
record Surroundings(
        InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {

    Terminal terminal(GlobalOptions options) {
        return Terminal.of(options, out, err, environment);
    }
}

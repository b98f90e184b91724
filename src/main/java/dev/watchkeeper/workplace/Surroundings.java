package dev.watchkeeper.workplace;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/// What the process was given to work with.
///
/// @param out for the result, and for the protocol
/// @param err for the talk
/// @param environment the environment variables
public record Surroundings(
        InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {}

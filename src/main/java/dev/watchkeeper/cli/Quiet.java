package dev.watchkeeper.cli;

/// Keeps the libraries' loggers to warnings, on stderr.
final class Quiet {

    private Quiet() {}

    static void libraries() {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        System.setProperty("org.slf4j.simpleLogger.logFile", "System.err");
        System.setProperty("org.slf4j.simpleLogger.log.com.zaxxer.hikari", "error");
        System.setProperty("org.slf4j.simpleLogger.log.io.modelcontextprotocol", "error");
        System.setProperty("org.slf4j.simpleLogger.log.org.eclipse.jetty", "error");
    }
}

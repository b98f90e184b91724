package dev.watchkeeper.cli;

/// What the process says by its exit code.
final class ExitCode {

    static final int FINE = 0;
    static final int FINDINGS = 1;
    static final int USAGE = 2;
    static final int UNAVAILABLE = 3;
    static final int INTERNAL = 4;

    private ExitCode() {}
}

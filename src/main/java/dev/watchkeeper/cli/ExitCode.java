package dev.watchkeeper.cli;

import dev.watchkeeper.check.CheckReport;

/// What the process says by its exit code.
final class ExitCode {

    static final int FINE = 0;
    static final int FINDINGS = 1;
    static final int USAGE = 2;
    static final int UNAVAILABLE = 3;
    static final int INTERNAL = 4;

    private ExitCode() {}

    /// 3 when a stream could not be read, else 1 when something was found.
    static int of(CheckReport report) {
        if (!report.unread().isEmpty()) {
            return UNAVAILABLE;
        }
        return report.open().isEmpty() ? FINE : FINDINGS;
    }
}

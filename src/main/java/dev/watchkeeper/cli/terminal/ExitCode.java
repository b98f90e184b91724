package dev.watchkeeper.cli.terminal;

import dev.watchkeeper.check.CheckReport;

/// What the process says by its exit code.
public final class ExitCode {

    public static final int FINE = 0;
    public static final int FINDINGS = 1;
    public static final int USAGE = 2;
    public static final int UNAVAILABLE = 3;
    public static final int INTERNAL = 4;

    private ExitCode() {}

    /// 3 when a stream could not be read, else 1 when something was found.
    public static int of(CheckReport report) {
        if (!report.unread().isEmpty()) {
            return UNAVAILABLE;
        }
        return report.open().isEmpty() ? FINE : FINDINGS;
    }
}

package dev.watchkeeper.model;

/// A failure that somebody can act on; the subclass says who. The message is one clear sentence:
/// what was asked, what was wrong, what is allowed. It holds no secret, no class name, and is never
/// parsed.
public abstract sealed class DiagnosticException extends RuntimeException
        permits BadRequest, SourceUnavailable, BadConfig {

    DiagnosticException(String message) {
        super(message);
    }

    DiagnosticException(String message, Throwable cause) {
        super(message, cause);
    }

    /// The message, which is always there.
    public final String text() {
        return String.valueOf(getMessage());
    }
}

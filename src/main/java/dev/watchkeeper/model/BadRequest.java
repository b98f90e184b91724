package dev.watchkeeper.model;

/// The caller asked for something that cannot be answered, and can ask again, corrected.
public final class BadRequest extends DiagnosticException {

    public BadRequest(String message) {
        super(message);
    }
}

package dev.watchkeeper.incident;

import java.util.Locale;

/// Where an incident is in its life. That something recovered does not resolve it; a person does.
public enum Status {
    OPEN,
    ACKNOWLEDGED,
    RESOLVED;

    /// The word in files and messages.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// True until it is resolved.
    public boolean unresolved() {
        return this != RESOLVED;
    }
}

package dev.watchkeeper.doctor;

import java.util.Locale;

/// How something stands.
public enum Mark {
    OK,
    /// It works, and will not for long or not for everything.
    WARN,
    /// It does not work.
    FAIL,
    /// It could not be looked at, which says nothing of it.
    CANNOT_TELL;

    /// As it is shown.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// True when somebody has to do something.
    public boolean needsCare() {
        return this == WARN || this == FAIL;
    }
}

package dev.watchkeeper.model;

import java.util.Locale;

/// What kind of thing was changed.
public enum ChangeKind {
    /// A version of the application was put into service.
    DEPLOY,
    /// A commit of a checkout.
    COMMIT,
    /// A tag of a checkout.
    TAG,
    /// A service or container was started, stopped or restarted.
    SERVICE,
    /// A package of the system was installed, upgraded or removed.
    PACKAGE,
    /// A configuration file was written.
    CONFIGURATION,
    /// The host was started.
    REBOOT,
    /// A certificate was renewed.
    CERTIFICATE,
    /// What runs by the clock was changed.
    SCHEDULE;

    /// The word in tools.yaml and in answers.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.watchkeeper.source.changes;

/// What of a machine is looked at for changes.
public enum Watched {
    /// Installed, upgraded and removed: the logs of dpkg, dnf and pacman.
    PACKAGES,
    /// Started, stopped, failed and restarted: what systemd says in syslog.
    SERVICES,
    /// The starts of the machine: the kernel's boot time and wtmp.
    REBOOTS,
    /// The files of cron, and timers and units of systemd.
    SCHEDULE
}

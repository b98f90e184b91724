package dev.watchkeeper.source.host;

import java.util.Locale;

/// What of the host is looked at.
public enum HostPart {
    /// Cores, load, steal, pressure, and the limits of our control group.
    CPU,
    /// Memory, swap, pressure, and kills for want of memory.
    MEMORY,
    /// File systems with space and inodes, disks with what they do, write-ahead logs.
    DISK,
    /// Interfaces.
    NETWORK,
    /// Those that use most.
    PROCESSES,
    /// What takes the space below the declared folders.
    DIRECTORIES,
    /// NVIDIA cards.
    GPU;

    /// As arguments spell it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.watchkeeper.source.host;

import dev.watchkeeper.model.Deadline;
import java.util.Set;

/// Looks at the host as it is now. Thread-safe.
@FunctionalInterface
public interface HostProbe {

    /// A reading of the given parts. What could not be read is null or missing in it, with the reason
    /// in [HostReading#unknown()]; never fails.
    HostReading read(Set<HostPart> parts, Deadline deadline);
}

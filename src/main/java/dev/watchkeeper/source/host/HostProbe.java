package dev.watchkeeper.source.host;

import dev.watchkeeper.model.Deadline;
import java.time.Instant;
import java.util.Set;

/// Looks at the host as it is now. Thread-safe.
public interface HostProbe {

    /// What the machine's own clock says: readings are of this time, whatever "now" a question is
    /// asked about.
    Instant now();

    /// A reading of the given parts. What could not be read is null or missing in it, with the
    /// reason in [HostReading#unknown()]; never fails.
    HostReading read(Set<HostPart> parts, Deadline deadline);
}

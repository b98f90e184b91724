package dev.watchkeeper.doctor;

import java.util.List;

/// Looks at one thing. Leaves the host as it is, but for what it is asked to send or start.
public interface Probe {

    /// What is looked at: the heading of its lines.
    String name();

    /// What was seen, one line for each thing. What goes wrong on the way is an observation and no
    /// exception.
    List<Observation> examine(Installation installation);
}

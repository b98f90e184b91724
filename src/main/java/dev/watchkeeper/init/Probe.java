package dev.watchkeeper.init;

/// Looks for one kind of thing on a host. Reads files only: opens no pipe or device, follows no
/// link out of what it looks at, starts nothing, connects to nothing.
interface Probe {

    /// What is looked at, for a person who waits.
    String what();

    /// Adds what is found to the survey. What cannot be read is noted there and is no failure.
    void look(HostView host, Survey survey);
}

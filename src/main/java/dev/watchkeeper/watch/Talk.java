package dev.watchkeeper.watch;

/// What the watch says while it works, to whoever listens.
public interface Talk {

    /// A line.
    void say(String line);

    /// What is being done now, for a person who waits; nothing where nobody does.
    void progress(String what);

    /// Where others may talk.
    Appendable stream();
}

package dev.watchkeeper.demo;

/// Hears how far the building of a world has come.
@FunctionalInterface
public interface ProgressListener {

    /// A share of the work is done, from 0 to 1, never falling; `what` is the day being written, in
    /// a few words.
    void done(double share, String what);
}

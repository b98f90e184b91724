package dev.watchkeeper.source.sqlite.wall;

/// A statement that did not end, for a reason that whoever reads rows can do something about.
public final class ReadFailed extends Exception {

    /// What kept the statement from ending.
    public enum Reason {
        /// The deadline passed or the caller cancelled.
        OUT_OF_TIME,
        /// A page of the file is damaged.
        CORRUPT,
        /// A value is larger than is read.
        TOO_LARGE
    }

    private final Reason reason;

    ReadFailed(Reason reason, Throwable cause) {
        super(reason.name(), cause);
        this.reason = reason;
    }

    /// What kept the statement from ending.
    public Reason reason() {
        return reason;
    }
}

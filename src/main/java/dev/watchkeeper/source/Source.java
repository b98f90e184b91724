package dev.watchkeeper.source;

import java.util.Optional;

/// An opened back end: what stands under one name of `sources` in tools.yaml. Opening is lazy:
/// nothing is touched before the first question, so one broken source disturbs nobody else.
public interface Source extends AutoCloseable {

    /// A log stream over this source.
    ///
    /// @throws BadRequest when the mapping cannot work with this kind of source, naming the key at
    ///   fault
    LogSource logs(String stream, LogMapping mapping);

    /// An event stream over this source.
    ///
    /// @throws BadRequest when the mapping cannot work with this kind of source, naming the key at
    ///   fault
    EventSource events(String stream, EventMapping mapping);

    /// A stream of the changes that this source itself knows of; empty for a source of entries or
    /// events, any of which may stand for a change.
    default Optional<ChangeSource> changes(String stream) {
        return Optional.empty();
    }

    /// Read-only SQL over this source; empty where it speaks none.
    default Optional<SqlSource> sql() {
        return Optional.empty();
    }

    @Override
    void close();
}

package dev.watchkeeper.catalog;

import dev.watchkeeper.model.Deadline;

/// A quantity that nobody keeps a history of but Watchkeeper: it is looked at again and again, and
/// each look is one sample. Thread-safe.
public interface Gauge {

    /// The name of its [Metric].
    String name();

    /// What it is at this moment; NaN when there is nothing to measure, which is kept as a gap.
    ///
    /// @throws SourceUnavailable when it cannot be told
    double now(Deadline deadline);
}

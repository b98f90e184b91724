package dev.watchkeeper.source;

/// What tools.yaml says of one source: a record beside the source it configures, whose components
/// are the keys. Its `type` is given in one line of the list of source types.
public interface SourceConfig {

    /// The source itself, not yet touched.
    Source open(SourceContext context);
}

package dev.watchkeeper.source;

/// What tools.yaml says of a source that speaks SQL: its [Source#sql()] is there.
public interface SqlSourceConfig extends SourceConfig {}

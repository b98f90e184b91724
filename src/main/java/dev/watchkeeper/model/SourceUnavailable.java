package dev.watchkeeper.model;

/// A source did not answer. The operator has to act; for whoever investigates it is a finding.
public final class SourceUnavailable extends DiagnosticException {

    private final String source;

    /// `source` is the name in tools.yaml, `problem` what happened and what to do about it.
    public SourceUnavailable(String source, String problem) {
        super("source " + source + ": " + problem);
        this.source = source;
    }

    public SourceUnavailable(String source, String problem, Throwable cause) {
        super("source " + source + ": " + problem, cause);
        this.source = source;
    }

    /// The name of the source in tools.yaml.
    public String source() {
        return source;
    }
}

package dev.watchkeeper.model;

import java.util.List;

/// tools.yaml cannot be used. Carries every problem found, each with its line.
public final class BadConfig extends DiagnosticException {

    private final transient List<String> problems;

    /// `file` is the name as the person gave it; each problem is one line of text, without a line
    /// break.
    public BadConfig(String file, List<String> problems) {
        super(
                file
                        + (problems.size() == 1
                                ? " has 1 problem:"
                                : " has " + problems.size() + " problems:")
                        + "\n  "
                        + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}

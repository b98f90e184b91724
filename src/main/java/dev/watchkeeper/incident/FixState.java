package dev.watchkeeper.incident;

import java.util.Locale;
import java.util.Optional;

/// Whether what caused an incident is repaired. That something is over says nothing of it.
public enum FixState {
    /// Nothing that was changed since touches the cause.
    NOT_FIXED("not fixed"),
    /// A commit repairs it and does not run yet.
    FIXED_NOT_DEPLOYED("fixed by a commit, not yet deployed"),
    /// A deployed commit repairs it, and it has not come back since.
    DEPLOYED_STOPPED("the fix is deployed, and it stopped"),
    /// A deployed commit was to repair it, and it still comes.
    DEPLOYED_RECURS("the fix is deployed, and it recurs"),
    /// It ended and nothing was changed: it can come back as it came.
    RECOVERED_NOT_FIXED("recovered with nothing changed: not fixed"),
    /// Nothing that could be read says.
    CANNOT_TELL("cannot tell whether it is fixed");

    private final String words;

    FixState(String words) {
        this.words = words;
    }

    /// The word in files and arguments: `not_fixed`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The state in words, to stand within a sentence.
    public String words() {
        return words;
    }

    /// The state that an answer's sentence tells, as answers spell it: `deployed, and it stopped`;
    /// empty for any other sentence.
    public static Optional<FixState> told(String sentence) {
        return switch (sentence.strip()) {
            case "not fixed" -> Optional.of(NOT_FIXED);
            case "deployed, and it stopped" -> Optional.of(DEPLOYED_STOPPED);
            case "deployed, and it recurs" -> Optional.of(DEPLOYED_RECURS);
            case "recovered with nothing changed: not fixed" -> Optional.of(RECOVERED_NOT_FIXED);
            case "cannot tell" -> Optional.of(CANNOT_TELL);
            default ->
                    sentence.matches("fixed by commit \\S{1,64}, not yet deployed")
                            ? Optional.of(FIXED_NOT_DEPLOYED)
                            : Optional.empty();
        };
    }

    /// True when it speaks of one certain commit or version.
    boolean namesCommit() {
        return this == FIXED_NOT_DEPLOYED || this == DEPLOYED_STOPPED || this == DEPLOYED_RECURS;
    }
}

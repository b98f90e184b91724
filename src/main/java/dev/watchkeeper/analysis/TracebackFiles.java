package dev.watchkeeper.analysis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The files that a traceback names.
public final class TracebackFiles {

    private static final int LONGEST = 100_000;
    private static final int MOST = 40;

    private TracebackFiles() {}

    /// Those of own code, as the traceback writes them: paths (Python, JavaScript, Go, Ruby) or
    /// what the name of a class makes a path (Java). None where the text is no traceback.
    public static List<String> of(String traceback) {
        String text =
                traceback.length() > LONGEST
                        ? traceback.substring(traceback.length() - LONGEST)
                        : traceback;
        Set<String> files = new LinkedHashSet<>();
        for (TracebackDialect dialect : TracebackDialect.values()) {
            dialect.ownFiles(text, files, MOST);
        }
        return List.copyOf(files);
    }
}

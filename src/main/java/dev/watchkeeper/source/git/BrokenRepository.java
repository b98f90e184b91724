package dev.watchkeeper.source.git;

import java.io.IOException;

/// A repository is not what it should be: damaged, or made to attack whoever reads it.
final class BrokenRepository extends IOException {

    private static final long serialVersionUID = 1L;

    /// `problem` is in our words, without text from the repository.
    BrokenRepository(String problem) {
        super(problem);
    }
}

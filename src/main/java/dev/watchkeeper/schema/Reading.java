package dev.watchkeeper.schema;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What reading came to: a value, or every problem that stands in its way.
///
/// @param value null if and only if there are problems
public record Reading<T>(@Nullable T value, List<Problem> problems) {

    public Reading {
        problems = problems.stream().sorted(Problem.BY_LINE).toList();
    }

    /// The value; where there are problems, throws what `failure` makes of them.
    public T orElseThrow(Function<List<Problem>, ? extends RuntimeException> failure) {
        if (value == null || !problems.isEmpty()) {
            throw failure.apply(problems);
        }
        return value;
    }
}

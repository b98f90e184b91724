package dev.watchkeeper.source.lines;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Lines one after the other, in one direction.
interface LineWalk extends AutoCloseable {

    /// The next line, or null at the end.
    @Nullable Line next() throws IOException;

    @Override
    void close() throws IOException;
}

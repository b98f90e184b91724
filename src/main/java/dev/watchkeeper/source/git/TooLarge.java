package dev.watchkeeper.source.git;

import java.io.IOException;

/// An object is larger than whoever asked for it wants to hold.
final class TooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    TooLarge() {
        super("an object is too large");
    }
}

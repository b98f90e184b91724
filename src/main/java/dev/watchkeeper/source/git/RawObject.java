package dev.watchkeeper.source.git;

import java.nio.charset.StandardCharsets;

/// An object as its repository holds it.
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying megabytes helps nobody
record RawObject(ObjectKind kind, byte[] bytes) {

    /// The text of it; bytes that are no UTF-8 become the replacement character.
    String text() {
        return new String(bytes, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }
}

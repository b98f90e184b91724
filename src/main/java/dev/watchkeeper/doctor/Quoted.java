package dev.watchkeeper.doctor;

import java.nio.file.Path;

/// Words for a shell: what is typed must mean the file that is meant, whatever it is called.
final class Quoted {

    private Quoted() {}

    static String word(Path path) {
        return word(path.toString());
    }

    static String word(String text) {
        return text.matches("[A-Za-z0-9_./:@%+=,-]+")
                ? text
                : "'" + text.replace("'", "'\\''") + "'";
    }
}

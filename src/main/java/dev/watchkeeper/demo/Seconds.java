package dev.watchkeeper.demo;

/// Durations as the service's messages spell them.
final class Seconds {

    private Seconds() {}

    /// `1.4 s`, rounded down.
    static String text(long micros) {
        return micros / Micros.SECOND + "." + micros / 100_000 % 10 + " s";
    }
}

package dev.watchkeeper.demo;

/// Keeps the calls of a client under a rate, as aiolimiter does: a bucket that leaks at the rate,
/// so that a client which was idle may call many times at once (J. Turner, "New directions in
/// communications", IEEE Communications Magazine 24(10), 1986).
final class Throttle {

    private final double perMicro;
    private final double capacity;
    private double level;
    private Micros last = new Micros(0);

    /// @param perMinute calls a minute in the long run
    /// @param capacity calls at once after an idle time
    Throttle(double perMinute, double capacity) {
        this.perMicro = perMinute / Micros.MINUTE;
        this.capacity = capacity;
    }

    /// When whoever asks now may call. Who asked first calls first.
    Micros permit(Micros at) {
        level = Math.max(0, level - (at.value() - last.value()) * perMicro) + 1;
        last = at;
        return level <= capacity ? at : at.plus((long) ((level - capacity) / perMicro));
    }
}

package dev.watchkeeper.demo;

/// A log at level DEBUG beside the others, which no tool is told of.
///
/// @param from when it was switched on, or null while it is off
/// @param perHour bytes an hour
record DebugLog(Micros from, double perHour) {

    static final DebugLog OFF = new DebugLog(new Micros(Long.MAX_VALUE), 0);

    /// What it wrote in the minute that ends then.
    double bytes(Micros minute) {
        return minute.isBefore(from) ? 0 : perHour / 60;
    }
}

package dev.watchkeeper.scenario;

/// One way in which a world can be, named for people.
///
/// @param name lower case with hyphens
/// @param minutes how long after it begins the world ends
/// @param day the days after the first Tuesday on which it ends, or -1 for any
/// @param hour the hour, UTC, in which it ends, or -1 for any
/// @param plot sets the knobs of a world and tells the truth about it
record Scenario(String name, int minutes, int day, int hour, Plot plot) {

    static final int SUNDAY = 5;

    Scenario(String name, int minutes, Plot plot) {
        this(name, minutes, -1, -1, plot);
    }

    /// Changes a world from a moment on.
    @FunctionalInterface
    interface Plot {

        /// Sets the knobs.
        ///
        /// @param at when it begins; the world ends some time after it
        Truth unfold(Plant plant, long at, Draw draw);
    }
}

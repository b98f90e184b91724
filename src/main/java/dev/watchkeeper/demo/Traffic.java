package dev.watchkeeper.demo;

import java.util.random.RandomGenerator;

/// An activity and how often it happens.
final class Traffic {

    private final double perDay;
    private final boolean seasonal;
    private final RandomGenerator random;
    private final Activity activity;

    Traffic(double perDay, boolean seasonal, RandomGenerator random, Activity activity) {
        this.perDay = perDay;
        this.seasonal = seasonal;
        this.random = random;
        this.activity = activity;
    }

    /// When it happens next. The gaps vary less than those of pure chance, so that a window of two
    /// hours holds what is usual for its hour, and a rare message is not new every few days.
    Micros after(Micros last) {
        double gap = random.nextDouble(0.3, 1.7) * Micros.DAY / perDay;
        return last.plus((long) (seasonal ? gap / Season.demand(last) : gap));
    }

    void happen(Micros at, Tape tape) {
        activity.happen(at, random, tape);
    }
}

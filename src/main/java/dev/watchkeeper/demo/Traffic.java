package dev.watchkeeper.demo;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// An activity and how often it happens.
final class Traffic {

    private final double perDay;
    private final boolean seasonal;
    private final RandomGenerator random;
    private final Activity activity;
    private @Nullable Micros changedAt;
    private @Nullable Activity changed;

    Traffic(double perDay, boolean seasonal, RandomGenerator random, Activity activity) {
        this.perDay = perDay;
        this.seasonal = seasonal;
        this.random = random;
        this.activity = activity;
    }

    /// From then on it is done in another way.
    void change(Micros from, Activity to) {
        changedAt = from;
        changed = to;
    }

    /// When it happens next. The gaps vary less than those of pure chance, so that a window of two
    /// hours holds what is usual for its hour, and a rare message is not new every few days.
    Micros after(Micros last) {
        double gap = random.nextDouble(0.3, 1.7) * Micros.DAY / perDay;
        return last.plus((long) (seasonal ? gap / Season.demand(last) : gap));
    }

    void happen(Micros at, Tape tape) {
        Activity now =
                changed == null || changedAt == null || at.isBefore(changedAt) ? activity : changed;
        now.happen(at, random, tape);
    }
}

package dev.watchkeeper.analysis.series;

/// The mean of the last so many values.
final class Sliding {

    private final double[] ring;
    private int next;
    private boolean full;
    private double sum;

    Sliding(int size) {
        ring = new double[size];
    }

    void add(double value) {
        sum += value - ring[next];
        ring[next++] = value;
        if (next == ring.length) {
            next = 0;
            full = true;
            // so that rounding does not add up over a million values
            sum = 0;
            for (double each : ring) {
                sum += each;
            }
        }
    }

    /// True when there are as many values as it takes.
    boolean full() {
        return full;
    }

    double mean() {
        return sum / ring.length;
    }
}

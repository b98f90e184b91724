package dev.watchkeeper.analysis.difference;

/// Probabilities of large values.
final class Tail {

    /// Smaller ones say no more.
    static final double LEAST = 1e-12;

    private Tail() {}

    /// The probability that a variable of Student's distribution with so many degrees of freedom is
    /// greater than `t` (Abramowitz and Stegun, 26.7.3 and 26.7.4); at least [#LEAST].
    static double student(double t, int freedom) {
        double angle = Math.atan(Math.abs(t) / Math.sqrt(freedom));
        double cos = Math.cos(angle);
        double inside;
        if (freedom % 2 == 1) {
            double term = cos;
            double sum = freedom > 1 ? cos : 0;
            for (int i = 2; i <= freedom - 3; i += 2) {
                term *= cos * cos * i / (i + 1);
                sum += term;
            }
            inside = 2 / Math.PI * (angle + Math.sin(angle) * sum);
        } else {
            double term = 1;
            double sum = 1;
            for (int i = 1; i <= freedom - 3; i += 2) {
                term *= cos * cos * i / (i + 1);
                sum += term;
            }
            inside = Math.sin(angle) * sum;
        }
        double beyond = Math.clamp((1 - inside) / 2, LEAST, 0.5);
        return t >= 0 ? beyond : 1 - beyond;
    }

    /// The probability that a variable of Poisson's distribution is not greater than `value`; at
    /// least [#LEAST]. What is not whole is cut off.
    static double poisson(double value, double mean) {
        double term = Math.exp(-mean);
        double sum = term;
        for (int i = 1; i <= value && term > 0; i++) {
            term *= mean / i;
            sum += term;
        }
        return Math.clamp(sum, LEAST, 1);
    }
}

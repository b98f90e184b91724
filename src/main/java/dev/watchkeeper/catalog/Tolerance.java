package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.Quantity;

/// By how much two numbers that should be equal may differ: `2`, or `1%` of the greater one.
///
/// @param text as it was written
/// @param share true for a share of the greater one
public record Tolerance(String text, double amount, boolean share) {

    /// Reads a number or a percentage.
    ///
    /// @throws IllegalArgumentException for anything else
    public static Tolerance parse(String text) {
        Quantity quantity = Quantity.parse(text);
        boolean percent = quantity.unit().equals("%");
        if (quantity.number() < 0 || !(percent || quantity.unit().isEmpty())) {
            throw new IllegalArgumentException("not a tolerance: " + text);
        }
        return new Tolerance(text, percent ? quantity.number() / 100 : quantity.number(), percent);
    }

    /// Whether the two differ by no more than this.
    boolean covers(double left, double right) {
        double most = share ? amount * Math.max(Math.abs(left), Math.abs(right)) : amount;
        return Math.abs(left - right) <= most;
    }

    @Override
    public String toString() {
        return text;
    }
}

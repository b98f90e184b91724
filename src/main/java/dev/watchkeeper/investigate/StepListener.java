package dev.watchkeeper.investigate;

/// Hears of an investigation's steps while it runs.
@FunctionalInterface
public interface StepListener {

    /// For whoever only wants the outcome.
    StepListener NOBODY = step -> {};

    /// Called once for each step, in order. Must be quick, and must not throw.
    void step(Step step);
}

package dev.watchkeeper.trigger;

/// What investigations have taken so far.
///
/// @param runsLastHour how many began within the last hour
/// @param dollarsLastDay what they cost within the last day
public record Spent(int runsLastHour, double dollarsLastDay) {}

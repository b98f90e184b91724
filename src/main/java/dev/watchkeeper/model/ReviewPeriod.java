package dev.watchkeeper.model;

/// The time that a review looks at.
///
/// @param range what is judged; its end is "now"
/// @param afterDeploy true when its beginning is when something was deployed, so that what matters
///   is how it differs from the time before; false for a plain day
public record ReviewPeriod(TimeRange range, boolean afterDeploy) {}

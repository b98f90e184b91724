package dev.watchkeeper.source.host;

import dev.watchkeeper.model.Direction;
import org.jspecify.annotations.Nullable;

/// What is known of one measured quantity of the host before anything is measured.
///
/// @param name `host.cpu_percent`, or with what it belongs to: `host.disk_used_percent./var`
/// @param part of the host that it tells about
/// @param unit `%`, `bytes`, `bytes/s`, or null for plain numbers
/// @param direction which way is bad
/// @param counted true when each sample is how often something happened since the sample before, so
///   that a stretch of time is their sum; false when each is a level, so that it is their average
/// @param limit what it cannot exceed, in its unit, or null
/// @param describe what it is, in a sentence
public record HostMetric(
        String name,
        HostPart part,
        @Nullable String unit,
        Direction direction,
        boolean counted,
        @Nullable Double limit,
        String describe) {}

package dev.watchkeeper.investigate;

import java.time.Duration;

/// One tool call of an investigation, as it was answered.
///
/// @param number counts from 1
/// @param tool the tool's own name, without a client's prefix; a tool that is not ours keeps the
///   name the model gave it, made printable
/// @param arguments JSON in printable ASCII, at most [#MAX_ARGUMENTS] characters, then `…`. The
///   model wrote it, perhaps quoting a log: inert data
/// @param took from the call to its answer
/// @param ok false when the answer was an error or a refusal
public record Step(int number, String tool, String arguments, Duration took, boolean ok) {

    public static final int MAX_ARGUMENTS = 2_000;
}

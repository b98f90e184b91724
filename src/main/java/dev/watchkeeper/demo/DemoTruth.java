package dev.watchkeeper.demo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What really happened in a simulated world: for tests that judge a diagnosis. Nothing that looks
/// for the cause may see it.
///
/// @param fault the name of the fault, or `healthy`
/// @param cause what happened, in a sentence
/// @param changed when the cause came about (the deploy, the death), or null in a healthy world
/// @param onset when it first hurt, or null in a healthy world
/// @param causeWords texts that a right diagnosis must all contain; each stands in the data
/// @param symptom a text of the noisiest consequence, which a diagnosis must not stop at; empty in
///   a healthy world
/// @param innocent texts of what merely happened near by and must not be given as the cause
public record DemoTruth(
        String fault,
        String cause,
        @Nullable Instant changed,
        @Nullable Instant onset,
        List<String> causeWords,
        String symptom,
        List<String> innocent) {}

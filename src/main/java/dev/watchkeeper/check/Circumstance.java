package dev.watchkeeper.check;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something out of the ordinary that may explain a symptom at the same time: a host under
/// pressure, a limit reached, a silent worker.
///
/// @param subject what it concerns, as [dev.watchkeeper.model.Finding#subject()]
/// @param grave true for what is concerning, false for what is unusual alone
/// @param since when it began, or null when that is not known
/// @param words a clause of our own: `gemini.calls unusual: 981, above …`
record Circumstance(String subject, boolean grave, @Nullable Instant since, String words) {}

package dev.watchkeeper.disclosure.redaction;

import java.util.Map;

/// A text as it may be read on.
///
/// @param text the same instance as was given when nothing was found
/// @param marks how many marks were written now, by kind: `{bearer=1}`. A mark that stood in the
///   text before is not counted, whoever wrote it
public record Redacted(String text, Map<String, Integer> marks) {}

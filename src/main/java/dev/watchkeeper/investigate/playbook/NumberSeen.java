package dev.watchkeeper.investigate.playbook;

import org.jspecify.annotations.Nullable;

/// A number that is not as usual.
///
/// @param text what it is, in a sentence without its end
/// @param quote a sentence of the answer that says so, or null
/// @param evidence the answer that shows it
/// @param grave whether it is beyond a limit or what was declared concerning
record NumberSeen(String text, @Nullable String quote, String evidence, boolean grave) {}

package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.scene.Shift;

/// A change that is held to have brought something about.
///
/// @param link why it is held to: what it shares with what fails, as a clause
/// @param words it in words, to stand in a cause
public record Trigger(Shift shift, String link, String words) {}

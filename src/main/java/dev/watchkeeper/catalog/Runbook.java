package dev.watchkeeper.catalog;

import java.util.List;

/// What to do when a check finds something.
///
/// @param checks the kinds of check it is for
/// @param text the steps, Markdown
public record Runbook(String name, List<String> checks, String text) {}

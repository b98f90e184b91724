package dev.watchkeeper.init;

import java.util.List;

/// A tools.yaml that was not written yet.
///
/// @param text of the file
/// @param watched what is in it, a line each
/// @param leftOut what was looked at and is not in it, with why, a line each
/// @param remarks what else has to be known, as sentences
public record Proposal(
        String text, List<String> watched, List<String> leftOut, List<String> remarks) {}

package dev.watchkeeper.investigate.playbook.scene;

import java.util.List;

/// How many attempts are made for each first one. First attempts are what was asked for, the others
/// are retries: so calls that grow by demand and calls that grow by retries are told apart.
///
/// @param field the field that counts attempts
/// @param since attempts for each first one since the onset
/// @param before the same before
/// @param first how many times as many first attempts a minute there are as before
public record Attempts(
        String field, double since, double before, double first, List<String> evidence) {}

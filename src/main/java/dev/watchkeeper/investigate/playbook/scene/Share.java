package dev.watchkeeper.investigate.playbook.scene;

import java.util.List;

/// How much of something one value of a field makes.
///
/// @param since its share since the onset, 0 to 1
/// @param before its share before
/// @param count how many it made since
public record Share(
        String field,
        String value,
        double since,
        double before,
        double count,
        List<String> evidence) {}

package dev.watchkeeper.init;

import java.util.List;

/// Something that was seen and is not read, as comments of the proposal.
///
/// @param heading what it is, in a few words
/// @param lines what was seen, and what can be done with it; text of strangers among it
/// @param block lines of tools.yaml that stand there as a comment; none where there are none
record Sighting(String heading, List<String> lines, List<String> block) {

    Sighting(String heading, List<String> lines) {
        this(heading, lines, List.of());
    }
}

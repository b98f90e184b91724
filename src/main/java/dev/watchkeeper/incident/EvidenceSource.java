package dev.watchkeeper.incident;

import java.util.Optional;

/// Where the answers are kept that a report may cite.
public interface EvidenceSource {

    /// The answer with this evidence id; empty when there is none.
    Optional<CitedEvidence> find(String evidenceId);
}

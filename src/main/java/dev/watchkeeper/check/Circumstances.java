package dev.watchkeeper.check;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Attaches causes to symptoms: what is out of the ordinary at the same time becomes a fact of the
/// finding, and no alarm of its own.
public final class Circumstances {

    /// How a fact begins that is a circumstance: several findings may share it.
    public static final String MARK = "at the same time: ";

    /// The checks whose findings are symptoms.
    private static final Set<String> SYMPTOMS =
            Set.of(
                    ErrorPatternCheck.NAME,
                    MetricsCheck.NAME,
                    HeartbeatCheck.NAME,
                    LifecycleCheck.NAME);

    private static final int MOST = 3;

    /// How long before a symptom its cause may have begun.
    private static final Duration BEFORE = Duration.ofHours(1);

    private Circumstances() {}

    /// The findings, those that are symptoms and no old story with what goes with them.
    static List<Finding> attached(List<Finding> findings, List<Circumstance> circumstances) {
        return findings.stream().map(finding -> attached(finding, circumstances)).toList();
    }

    private static Finding attached(Finding finding, List<Circumstance> circumstances) {
        boolean fresh =
                finding.state() != FindingState.ONGOING && finding.state() != FindingState.RESOLVED;
        if (!fresh
                || finding.ignored() != null
                || !SYMPTOMS.contains(finding.check())
                || !finding.severity().atLeast(Severity.SEV3)) {
            return finding;
        }
        List<String> meanwhile =
                circumstances.stream()
                        .filter(c -> !c.subject().equals(finding.subject()))
                        .filter(c -> near(c, finding))
                        .sorted(Comparator.comparing((Circumstance c) -> !c.grave()))
                        .limit(MOST)
                        .map(c -> MARK + c.words())
                        .toList();
        if (meanwhile.isEmpty()) {
            return finding;
        }
        var facts = new ArrayList<>(finding.facts());
        facts.addAll(meanwhile);
        return finding.withFacts(List.copyOf(facts));
    }

    private static boolean near(Circumstance circumstance, Finding finding) {
        Instant since = circumstance.since();
        return since == null || !since.isBefore(finding.first().minus(BEFORE));
    }
}

package dev.watchkeeper.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.evidence.Receipt;
import dev.watchkeeper.incident.FixState;
import dev.watchkeeper.incident.IncidentReport;
import dev.watchkeeper.schema.Arguments;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FixShownTest {

    private static IncidentReport report(String fix) {
        return Arguments.read(
                Map.of(
                        "title", "Charges fail for want of a user",
                        "severity", "SEV4",
                        "verdict", "issue",
                        "summary", "Charging fails with a KeyError.",
                        "cause", "cannot tell",
                        "confidence", "unknown",
                        "fix", fix),
                IncidentReport.class);
    }

    private static Receipt answer(String content) {
        return new Receipt(
                "E2-yt90c6kq", "s", "p", "find_changes", "{}", Instant.EPOCH, content, List.of());
    }

    private static List<String> problems(String fix, String told) {
        return FixShown.problems(
                report(fix), List.of(answer("{\"fix_check\":{\"fix\":\"" + told + "\"}}")));
    }

    @Test
    void aReportThatSaysOtherwiseThanItsEvidenceIsRefused() {
        assertThat(problems("deployed_stopped", "recovered with nothing changed: not fixed"))
                .containsExactly(
                        "fix is deployed_stopped, and E2-yt90c6kq says \"recovered with nothing changed:"
                                + " not fixed\": give recovered_not_fixed, or cannot_tell");
        assertThat(problems("not_fixed", "fixed by commit 3f2a9c1, not yet deployed"))
                .containsExactly(
                        "fix is not_fixed, and E2-yt90c6kq says \"fixed by commit 3f2a9c1, not yet"
                                + " deployed\": give fixed_not_deployed, or cannot_tell");
    }

    @Test
    void agreeingAndNotKnowingAreTaken() {
        assertThat(problems("deployed_recurs", "deployed, and it recurs")).isEmpty();
        assertThat(problems("cannot_tell", "not fixed")).isEmpty();
        assertThat(problems("not_fixed", "cannot tell")).isEmpty();
        assertThat(FixShown.problems(report("not_fixed"), List.of(answer("{}")))).isEmpty();
        assertThat(FixState.told("some other sentence")).isEmpty();
    }
}

package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.demo.DemoTruth;
import dev.watchkeeper.demo.DemoWorld;
import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whether the rules, by the whole patrol, find what really happened in simulated worlds.
@Tag("slow")
final class PlaybookOnFaultsTest {

    private static final Instant NOW = Instant.parse("2026-03-10T03:20:00Z");

    @TempDir Path folder;

    private DemoTruth write(long seed, String fault) {
        return DemoWorld.write(folder, NOW, seed, fault, (_, _) -> {});
    }

    private SmallWorld.Result patrol() throws IOException {
        return new SmallWorld(folder)
                .plain(
                        "patrol",
                        "--investigator",
                        "playbook",
                        "--config",
                        folder.resolve("tools.yaml").toString(),
                        "--state",
                        folder.resolve("state").toString(),
                        "--now",
                        NOW.toString());
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({
        "retry-storm, 1", "retry-storm, 2",
        "silent-billing, 1", "silent-billing, 2",
        "bad-worker-deploy, 1", "bad-worker-deploy, 2",
        "queue-backlog, 1"
    })
    void theCauseIsFoundAndNoBystanderBlamed(String fault, long seed) throws IOException {
        DemoTruth truth = write(seed, fault);
        SmallWorld.Result result = patrol();

        assertThat(result.code()).as(result.err()).isEqualTo(1);
        try (Workplace workplace = new SmallWorld(folder).open()) {
            IncidentSummary incident =
                    workplace.findings().open().stream()
                            .map(f -> workplace.incidents().openWith(f.finding().id()).orElse(null))
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElseThrow();
            String text = workplace.incidents().text(incident.id());
            assertThat(text).contains(truth.causeWords());
            assertThat(text).contains("verdict: issue").contains("severity: SEV2");
            assertThat(incident.cause()).isNotEqualTo("cannot tell");
            for (String bystander : truth.innocent()) {
                assertThat(incident.cause()).doesNotContain(bystander);
            }
            assertThat(incident.cause()).doesNotContain(truth.symptom());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"1", "2"})
    void aHealthyServiceWakesNobody(long seed) throws IOException {
        write(seed, "healthy");
        SmallWorld.Result result = patrol();

        assertThat(result.out()).contains("0 findings need a look.");
        assertThat(result.err()).doesNotContain("SEV").doesNotContain("Investigating");
        assertThat(folder.resolve("state/incidents"))
                .satisfiesAnyOf(
                        place -> assertThat(place).doesNotExist(),
                        place -> assertThat(place).isEmptyDirectory());
    }
}

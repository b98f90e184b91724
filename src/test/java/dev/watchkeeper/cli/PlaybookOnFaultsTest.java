package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.demo.DemoTruth;
import dev.watchkeeper.demo.DemoWorld;
import dev.watchkeeper.incident.IncidentSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
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

    private SmallWorld.Result patrol(long seed, String fault) throws IOException {
        DemoWorld.write(folder, NOW, seed, fault, (_, _) -> {});
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

    private DemoTruth truth(long seed, String fault, Path again) throws IOException {
        return DemoWorld.write(again, NOW, seed, fault, (_, _) -> {});
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({
        "retry-storm, 1", "retry-storm, 2",
        "silent-billing, 1", "silent-billing, 2",
        "bad-worker-deploy, 1", "bad-worker-deploy, 2"
    })
    void theCauseIsFoundAndNoBystanderBlamed(String fault, long seed, @TempDir Path again)
            throws IOException {
        SmallWorld.Result result = patrol(seed, fault);
        DemoTruth truth = truth(seed, fault, again);

        assertThat(result.code()).as(result.err()).isEqualTo(1);
        try (Workplace workplace =
                Workplace.open(
                        folder.resolve("tools.yaml"),
                        folder.resolve("state"),
                        InstantSource.fixed(NOW),
                        new Surroundings(System.in, System.out, System.err, java.util.Map.of()))) {
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
        SmallWorld.Result result = patrol(seed, "healthy");

        assertThat(result.out()).contains("0 findings need a look.");
        assertThat(result.err()).doesNotContain("SEV").doesNotContain("Investigating");
        assertThat(folder.resolve("state/incidents"))
                .satisfiesAnyOf(
                        place -> assertThat(place).doesNotExist(),
                        place -> assertThat(place).isEmptyDirectory());
    }
}

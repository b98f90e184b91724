package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.demo.DemoTruth;
import dev.watchkeeper.demo.DemoWorld;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.state.SampleRolling;
import dev.watchkeeper.state.SampleStore;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.tool.ToolReply;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.ObjectMapper;

/// Whether what really happened in simulated worlds stands in the first rows.
@Tag("slow")
final class FindChangesOnFaultsTest {

    private static final Instant NOW = SmallWorld.NOW;

    @TempDir Path folder;

    private DemoTruth write(long seed, String fault) {
        var measured = new ArrayList<SampleStore.Round>();
        DemoTruth truth =
                DemoWorld.write(
                        folder.resolve("world"),
                        NOW,
                        seed,
                        fault,
                        (_, _) -> {},
                        (time, values) -> measured.add(new SampleStore.Round(time, values)));
        try (StateDatabase state = StateDatabase.open(folder.resolve("world/state"))) {
            new SampleStore(state).keepAll(measured);
            new SampleRolling(state).rollUp(NOW);
        }
        return truth;
    }

    private Map<String, Object> answer(Workplace workplace, Map<String, Object> arguments) {
        ToolReply reply =
                workplace
                        .toolbox()
                        .call(
                                "find_changes",
                                arguments,
                                workplace.shellSession(),
                                Deadline.after(Duration.ofMinutes(1)));
        assertThat(reply).isInstanceOf(ToolReply.Answer.class);
        return ((ToolReply.Answer) reply).content();
    }

    private static List<?> rows(Map<String, Object> answer) {
        return (List<?>) Objects.requireNonNull(answer.get("rows"));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({
        "bad-worker-deploy, 1, worker, AttributeError",
        "retry-storm, 2, gateway, retry policy",
        "silent-billing, 2, billing, KeyError",
        "queue-backlog, 2, worker, queue reconnect policy",
        "disk-filling, 1, host.disk_used_percent./, log level DEBUG"
    })
    void theCauseStandsInTheFirstThreeRows(String fault, long seed, String subject, String cause)
            throws IOException {
        DemoTruth truth = write(seed, fault);
        Instant onset = Objects.requireNonNull(truth.onset());
        try (Workplace workplace = new SmallWorld(folder.resolve("world")).open()) {
            workplace.findings().keep(List.of(finding(subject, onset)), NOW);
            Map<String, Object> answer = answer(workplace, Map.of("finding", "a-finding"));

            assertThat(rows(answer).stream().limit(3).toList().toString())
                    .as(fault)
                    .contains(cause);
            assertThat(new ObjectMapper().writeValueAsString(answer).length()).isLessThan(5_250);
        }
    }

    private static Finding finding(String subject, Instant onset) {
        return new Finding(
                "a-finding",
                "errors",
                subject,
                Severity.SEV2,
                FindingState.NEW,
                "something is wrong",
                List.of(),
                onset,
                NOW,
                1,
                null,
                null);
    }

    @Test
    void aHealthyServiceShowsNearlyNothing() throws IOException {
        write(1, "healthy");
        int differs = 0;
        try (Workplace workplace = new SmallWorld(folder.resolve("world")).open()) {
            for (int window = 0; window < 5; window++) {
                Instant until = NOW.minus(Duration.ofHours(2 + 17L * window));
                Map<String, Object> answer =
                        answer(
                                workplace,
                                Map.of(
                                        "from",
                                        until.minus(Duration.ofMinutes(70)).toString(),
                                        "until",
                                        until.toString()));
                differs +=
                        (int)
                                rows(answer).stream()
                                        .filter(row -> !row.toString().startsWith("[change,"))
                                        .count();
            }
        }
        assertThat(differs).isLessThanOrEqualTo(1);
    }
}

package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Objectives over the levels of log entries, which three days of a log tell.
class LogObjectivesTest {

    private static final String SLOS =
            """
            slos:
              quiet: {objective: 99%, window: 3d, log: app, level: ERROR}
              ledger: {objective: 50%, window: 3d, log: app, level: ERROR, logger: gateway.ledger}
              nobody: {objective: 99%, window: 3d, log: app, level: ERROR, logger: nobody}
            """;

    @TempDir Path folder;

    private static JsonNode json(SmallWorld.Result result) {
        assertThat(result.out()).as(result.err()).startsWith("{");
        return JsonMapper.shared().readTree(result.out());
    }

    @Test
    void entriesOfALevelAreBad() throws Exception {
        SmallWorld world = new SmallWorld(folder).failing().configured(SLOS);

        JsonNode slo =
                json(world.run("call", "get_slo_status", "{\"name\": \"quiet\"}")).path("slo");

        // 864 every five minutes, a start, and an error each minute since the 21st before now
        assertThat(slo.path("bad").asInt()).isEqualTo(20);
        assertThat(slo.path("total").asInt()).isEqualTo(864 + 1 + 20);
        assertThat(slo.path("meaning").asString())
                .isEqualTo("of the entries of app, bad are those of ERROR or graver");
        assertThat(slo.path("alert").asString()).isEqualTo("page: above 14.4 over 6m and 1m");
        assertThat(slo.path("budget_used_up").asString()).isEqualTo("already");
    }

    @Test
    void loggersAreToldApart() throws Exception {
        SmallWorld world = new SmallWorld(folder).failing().configured(SLOS);

        JsonNode slo =
                json(world.run("call", "get_slo_status", "{\"name\": \"ledger\"}")).path("slo");

        assertThat(slo.path("bad").asInt()).isEqualTo(20);
        assertThat(slo.path("total").asInt()).isEqualTo(20);
    }

    @Test
    void theDoctorNamesAnObjectiveOfWhichNothingComes() throws Exception {
        SmallWorld world = new SmallWorld(folder).healthy().configured(SLOS);

        assertThat(world.run("doctor").out())
                .contains(
                        "slo nobody: nothing that it counts came in 3 days: of the entries of app by"
                                + " nobody, bad are those of ERROR or graver")
                .contains("slo quiet: 864 events counted; an outage of everything pages after");
    }

    @Test
    void theStatusHasALineForEach() throws Exception {
        SmallWorld world = new SmallWorld(folder).failing().configured(SLOS);

        String status = world.run("status").out();

        assertThat(status)
                .containsPattern("slo quiet +97\\.74% +budget used up +burns 85.7x 12:09");
    }
}

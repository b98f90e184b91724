package dev.watchkeeper.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How well check and playbook do in worlds whose truth is known. In the build, each scenario once;
/// `-Dwatchkeeper.scenarios=all -Dwatchkeeper.seeds=5` runs each with so many seeds in every
/// flavour, `-Dwatchkeeper.scenario=name -Dwatchkeeper.seed=3` one, and prints what was written.
@Tag("slow")
final class ScenarioSuiteTest {

    @TempDir Path temp;

    @Test
    void causesAreFoundAndHealthyWorldsWakeNobody() throws IOException, SQLException {
        String one = System.getProperty("watchkeeper.scenario");
        String keep = System.getProperty("watchkeeper.scenario.keep");
        var scores = new ArrayList<Score>();
        for (Trial trial : trials(one)) {
            Path folder =
                    (keep == null ? temp : Path.of(keep))
                            .resolve(trial.scenario().name() + trial.flavour() + trial.seed());
            Trial.Result result = trial.run(folder);
            scores.add(result.score());
            if (one != null) {
                result.findings().forEach(System.out::println);
                System.out.println(result.text());
            }
            if (keep == null) {
                delete(folder);
            }
        }
        var table = new ScoreTable(scores);
        System.out.println(table.markdown());
        if (one == null) {
            Path target = Files.createDirectories(Path.of("target"));
            Files.writeString(target.resolve("scenarios.md"), table.markdown());
            Thresholds.require(table);
        }
        assertThat(scores).isNotEmpty();
    }

    private static List<Trial> trials(@org.jspecify.annotations.Nullable String one) {
        var trials = new ArrayList<Trial>();
        boolean all = "all".equals(System.getProperty("watchkeeper.scenarios"));
        int seeds = Integer.getInteger("watchkeeper.seeds", 1);
        long seed = Long.getLong("watchkeeper.seed", 1);
        String wanted = System.getProperty("watchkeeper.flavour");
        int turn = 0;
        for (Scenario scenario : Scenarios.all()) {
            if (one != null && !List.of(one.split(",")).contains(scenario.name())) {
                continue;
            }
            for (long s = seed; s < seed + seeds; s++) {
                Flavour[] flavours = Flavour.values();
                for (Flavour flavour : flavours) {
                    boolean turns = all || flavours[turn % flavours.length] == flavour;
                    if (wanted == null ? turns : flavour.name().equalsIgnoreCase(wanted)) {
                        trials.add(new Trial(scenario, flavour, s));
                    }
                }
                turn++;
            }
        }
        return trials;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

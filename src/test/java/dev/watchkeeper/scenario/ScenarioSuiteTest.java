package dev.watchkeeper.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How well check and playbook do in worlds whose truth is known. In the build, every second
/// scenario once; `-Dwatchkeeper.scenarios=all -Dwatchkeeper.seeds=5` runs each with so many seeds
/// in both flavours, `=heldout` those that nothing was tuned on, in all three and the later ones in
/// those that nothing was tuned on, and `-Dwatchkeeper.scenario=name -Dwatchkeeper.seed=3` one, and
/// prints what was written.
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

    private static List<Trial> trials(@Nullable String one) {
        var trials = new ArrayList<Trial>();
        String which = System.getProperty("watchkeeper.scenarios", "sample");
        int seeds = Integer.getInteger("watchkeeper.seeds", 1);
        long first = Long.getLong("watchkeeper.seed", 1);
        int turn = 0;
        for (Scenario scenario : scenarios(which, one)) {
            for (long seed = first; seed < first + seeds; seed++) {
                for (Flavour flavour : flavours(which, scenario, turn++)) {
                    trials.add(new Trial(scenario, flavour, seed));
                }
            }
        }
        return trials;
    }

    /// All of them, or in the build every second: of each there is one that is much like it.
    private static List<Scenario> scenarios(String which, @Nullable String one) {
        if (one != null) {
            List<String> names = List.of(one.split(",", -1));
            return Scenarios.withHeldOut().stream()
                    .filter(scenario -> names.contains(scenario.name()))
                    .toList();
        }
        if (which.equals("heldout")) {
            return Stream.concat(HeldOut.ALL.stream(), HeldOutLater.ALL.stream()).toList();
        }
        List<Scenario> all = Scenarios.all();
        return which.equals("all")
                ? all
                : IntStream.range(0, all.size())
                        .filter(i -> i % 2 == 0)
                        .mapToObj(all::get)
                        .toList();
    }

    private static List<Flavour> flavours(String which, Scenario scenario, int turn) {
        String wanted = System.getProperty("watchkeeper.flavour");
        if (wanted != null) {
            return List.of(Flavour.valueOf(wanted.toUpperCase(Locale.ROOT)));
        }
        List<Flavour> usual = List.of(Flavour.LOGURU, Flavour.JOURNAL);
        return switch (which) {
            case "heldout" ->
                    HeldOut.ALL.contains(scenario)
                            ? List.of(Flavour.LOGURU, Flavour.JOURNAL, Flavour.TEXT)
                            : List.of(Flavour.TEXT, Flavour.LINES);
            case "all" -> usual;
            default -> List.of(usual.get(turn % usual.size()));
        };
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

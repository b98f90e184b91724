package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.workplace.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AssessCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream stdout = System.out;

    private int assess(String csv, String... options) {
        String[] arguments =
                Stream.concat(Stream.of("assess", "-"), Stream.of(options)).toArray(String[]::new);
        try (PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream wrong = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            return Main.run(
                    arguments,
                    new Surroundings(
                            new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
                            print,
                            wrong,
                            Map.of()));
        } finally {
            System.setOut(stdout);
        }
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String talked() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static String minutes(int n, double last) {
        var csv = new StringBuilder("id,at,depth\n");
        for (int i = 0; i < n; i++) {
            csv.append("x,")
                    .append(1_700_000_000L + 60L * i)
                    .append(',')
                    .append(i < n - 10 ? 5 + i % 3 : last)
                    .append('\n');
        }
        return csv.toString();
    }

    @Test
    void theVerdictStandsFirstThenWhatItRestsOn() {
        int code = assess(minutes(600, 30), "--concerning", "> 20 for 5m", "--unit", "jobs");

        assertThat(code).isEqualTo(ExitCode.FINDINGS);
        assertThat(said())
                .startsWith(
                        """
                        concerning
                          30 jobs, declared concerning (> 20 for 5m), since 08:03 UTC (9 min)
                        """)
                .contains("last      30 jobs at 2023-11-15T08:12:20Z; 600 points, every 60 s\n");
        assertThat(talked()).isEmpty();
    }

    @Test
    void theSameAsJson() {
        assess(minutes(600, 6), "--json", "--bad", "high");

        JsonNode json = JsonMapper.shared().readTree(said());
        assertThat(json.get("verdict").stringValue()).isEqualTo("normal");
        assertThat(json.get("n").intValue()).isEqualTo(600);
        assertThat(json.get("since").isNull()).isTrue();
        assertThat(json.get("comparisons").get(0).get("against").stringValue()).isNotEmpty();
    }

    @Test
    void itIsJudgedAsOfTheTimeAskedFor() {
        int code = assess(minutes(600, 300), "--now", "2023-11-15T08:00:00Z", "--bad", "high");

        assertThat(code).isEqualTo(ExitCode.FINE);
        assertThat(said()).startsWith("normal\n").contains("587 points");
    }

    @Test
    void nothingToReadIsNoVerdict() {
        assertThat(assess("")).isEqualTo(ExitCode.FINE);
        assertThat(said()).isEqualTo("cannot tell, because there are no points\n");
    }

    @Test
    void everyRowKeepsItsPlaceAndGetsAScore() {
        String rows =
                String.join(
                        "\n",
                        IntStream.range(0, 400)
                                .mapToObj(i ->
                                        switch (i) {
                                            case 200 -> "not,a number";
                                            case 300 -> "\"2026-11-01T05:00:00Z\",NaN";
                                            case 350 -> "2026-11-01T05:50:00Z,900";
                                            default ->
                                                    "2026-11-01T%02d:%02d:00Z,%d"
                                                            .formatted(i / 60, i % 60, 10 + i % 5);
                                        })
                                .toList());

        int code = assess("time,value\r\n" + rows.replace("\n", "\r\n"), "--scores");

        assertThat(code).isZero();
        String[] lines = said().split("\n", -1);
        assertThat(lines).hasSize(402);
        assertThat(lines[0]).isEqualTo("time,value,score");
        assertThat(lines[1]).isEqualTo("2026-11-01T00:00:00Z,10,0");
        assertThat(lines[201]).isEqualTo("not,a number,0");
        assertThat(lines[301]).isEqualTo("\"2026-11-01T05:00:00Z\",NaN,0");
        assertThat(lines[351]).isEqualTo("2026-11-01T05:50:00Z,900,1");
        assertThat(talked())
                .isEqualTo("2 of 400 rows have no time and finite number that can be read\n");
    }

    @Test
    void columnsThatCannotBeToldAreNamed() {
        assertThat(assess("name,colour\nanna,red\n", "--value", "size")).isEqualTo(ExitCode.USAGE);
        assertThat(talked())
                .isEqualTo(
                        "the CSV must have a column of times and one of numbers named size, got the"
                                + " columns name, colour\n");
    }

    @Test
    void aLimitThatDoesNotGoWithTheUnitIsRefused() {
        assertThat(assess("", "--limit", "5GB", "--unit", "ms")).isEqualTo(ExitCode.USAGE);
        assertThat(talked())
                .isEqualTo(
                        "--limit must be a number that goes with the unit, such as 100 or 90%, got"
                                + " 5GB\n");
    }

    @Test
    void aConditionThatDoesNotGoWithTheUnitIsRefused() {
        assertThat(assess("", "--normal", "< 5GB", "--unit", "ms")).isEqualTo(ExitCode.USAGE);
        assertThat(talked()).isEqualTo("--normal < 5GB: the unit GB does not go with ms\n");
    }
}

package dev.watchkeeper.scenario;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

/// What must hold of a table of scores. A sample is so small that one wrong verdict is more than a
/// twentieth of it.
final class Thresholds {

    private static final int SAMPLE = 36;

    private Thresholds() {}

    static void require(ScoreTable table) {
        boolean sample = table.scores().size() < SAMPLE;
        assertSoftly(softly -> {
            softly.assertThat(table.falseAlarms()).as("false alarms").isEmpty();
            softly.assertThat(table.evidence()).as("evidence, %").isEqualTo(100);
            softly.assertThat(table.verdict())
                    .as("verdict, %")
                    .isGreaterThanOrEqualTo(sample ? 94 : 95);
            softly.assertThat(table.seen()).as("seen in time, %").isGreaterThanOrEqualTo(90);
            softly.assertThat(table.cause()).as("cause named, %").isGreaterThanOrEqualTo(85);
            softly.assertThat(table.innocent())
                    .as("nobody innocent blamed, %")
                    .isGreaterThanOrEqualTo(95);
            softly.assertThat(table.change())
                    .as("change in the first three, %")
                    .isGreaterThanOrEqualTo(90);
        });
    }
}

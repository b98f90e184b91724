package dev.watchkeeper.scenario;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

/// What must hold of a table of scores. Of a sample, in which one world is a twentieth, less than
/// of all of them.
final class Thresholds {

    private static final int SAMPLE = 36;

    private Thresholds() {}

    static void require(ScoreTable table) {
        boolean sample = table.scores().size() < SAMPLE;
        assertSoftly(softly -> {
            // a stream of warnings alone, which pauses, is called unobserved now and then
            softly.assertThat(table.falseAlarms())
                    .as("false alarms")
                    .hasSizeLessThanOrEqualTo(sample ? 1 : 0);
            softly.assertThat(table.evidence()).as("evidence, %").isEqualTo(100);
            softly.assertThat(table.verdict())
                    .as("verdict, %")
                    .isGreaterThanOrEqualTo(sample ? 90 : 95);
            softly.assertThat(table.seen()).as("seen in time, %").isGreaterThanOrEqualTo(90);
            softly.assertThat(table.cause())
                    .as("cause named, %")
                    .isGreaterThanOrEqualTo(sample ? 75 : 85);
            softly.assertThat(table.innocent())
                    .as("nobody innocent blamed, %")
                    .isGreaterThanOrEqualTo(95);
            softly.assertThat(table.change())
                    .as("change in the first three, %")
                    .isGreaterThanOrEqualTo(sample ? 85 : 90);
        });
    }
}

package dev.watchkeeper.scenario;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

/// What must hold of a table of scores.
final class Thresholds {

    private Thresholds() {}

    static void require(ScoreTable table) {
        assertSoftly(softly -> {
            softly.assertThat(table.falseAlarms()).as("false alarms").isEmpty();
            softly.assertThat(table.evidence()).as("evidence, %").isEqualTo(100);
            softly.assertThat(table.verdict()).as("verdict, %").isGreaterThanOrEqualTo(95);
            softly.assertThat(table.seen()).as("seen in time, %").isGreaterThanOrEqualTo(90);
        });
    }
}

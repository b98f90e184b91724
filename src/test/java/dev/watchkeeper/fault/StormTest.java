package dev.watchkeeper.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.SmallWorld;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.InvestigationStore;
import dev.watchkeeper.state.StateDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Far more goes wrong than anybody could look at.
@Tag("slow")
final class StormTest {

    private static final Instant NOW = SmallWorld.NOW;
    private static final int ROUNDS = 6;
    private static final int KINDS = 200;
    private static final String CONSONANTS = "bdfgklmnprstvz";
    private static final String VOWELS = "aeiou";

    @TempDir Path folder;

    @Test
    void aStormStaysInsideTheBudgetAndEverythingIsTold() throws Exception {
        try (Scene scene = new Scene(folder, Scene.RULES)) {
            int kinds = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Instant now = NOW.plus(Duration.ofMinutes(10L * round));
                for (int i = 0; i < KINDS; i++, kinds++) {
                    String message =
                            word(4 * kinds)
                                    + " "
                                    + word(4 * kinds + 1)
                                    + " broke "
                                    + word(4 * kinds + 2)
                                    + " "
                                    + word(4 * kinds + 3);
                    scene.log(now.minusSeconds(300), Duration.ofSeconds(40), 4, "ERROR", message);
                }
                assertThat(scene.patrol(now).code()).isEqualTo(1);
            }
            try (StateDatabase state = StateDatabase.open(scene.world.state())) {
                List<FindingStore.Stored> open = new FindingStore(state).open();
                assertThat(open.size()).as("findings").isGreaterThan(ROUNDS * KINDS / 2);
                assertThat(open).allSatisfy(one -> assertThat(one.notified()).isNotNull());
                assertThat(new InvestigationStore(state).since(Instant.EPOCH).size())
                        .isBetween(1, 5);
            }
            assertThat(scene.phone.messages().size()).isBetween(2, 24);
        }
    }

    /// A word of its own for each number.
    private static String word(int number) {
        var word = new StringBuilder();
        for (int rest = number + 5000; rest > 0; rest /= 70) {
            word.append(CONSONANTS.charAt(rest % 14)).append(VOWELS.charAt(rest / 14 % 5));
        }
        return word.toString();
    }
}
